-- name: standings
SELECT service, score, recent, season, requests, box, since, waiting_since, counted_at FROM catalogue_standing
ORDER BY COALESCE(box, 1000), score DESC, service

-- name: most_used
SELECT service FROM catalogue_standing ORDER BY COALESCE(box, 1000), score DESC, service

-- name: put_standing
INSERT INTO catalogue_standing (service, score, recent, season, requests, box, since, waiting_since, counted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (service) DO UPDATE SET score = excluded.score, recent = excluded.recent, season = excluded.season, requests = excluded.requests,
    box = excluded.box, since = excluded.since, waiting_since = excluded.waiting_since, counted_at = excluded.counted_at

-- name: drop_standing
DELETE FROM catalogue_standing WHERE service = ?

-- name: pins
SELECT service, until, pinned_at, pinned_by FROM catalogue_pin WHERE until > ? ORDER BY pinned_at, service

-- name: put_pin
INSERT INTO catalogue_pin (service, until, pinned_at, pinned_by) VALUES (?, ?, ?, ?)
ON CONFLICT (service) DO UPDATE SET until = excluded.until, pinned_at = excluded.pinned_at, pinned_by = excluded.pinned_by

-- name: drop_pin
DELETE FROM catalogue_pin WHERE service = ?

-- name: add_swap
INSERT INTO catalogue_swap (id, at, came, went, why, came_score, went_score) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: swaps
SELECT id, at, came, went, why, came_score, went_score FROM catalogue_swap ORDER BY at DESC, id DESC LIMIT ?

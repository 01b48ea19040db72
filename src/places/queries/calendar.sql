-- name: calendar
SELECT rules, closed_digest FROM places_calendar WHERE id = 1

-- name: put_calendar
INSERT INTO places_calendar (id, rules, closed_digest) VALUES (1, ?, ?)
ON CONFLICT (id) DO UPDATE SET rules = excluded.rules, closed_digest = excluded.closed_digest

-- name: closing_days
SELECT day, name FROM places_closing_day ORDER BY day

-- name: put_closing_day
INSERT INTO places_closing_day (day, name) VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET name = excluded.name

-- name: remove_closing_day
DELETE FROM places_closing_day WHERE day = ?

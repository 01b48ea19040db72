-- name: differences_of
SELECT id, day, kind, payment, provider_id, reference, our_amount, their_amount, our_state, their_state, found_at, gone_at
FROM payments_difference WHERE day = ? ORDER BY id

-- name: open_differences
SELECT id, day, kind, payment, provider_id, reference, our_amount, their_amount, our_state, their_state, found_at, gone_at
FROM payments_difference WHERE gone_at IS NULL ORDER BY day, id LIMIT ?

-- name: add_difference
INSERT INTO payments_difference (id, day, kind, payment, provider_id, reference, our_amount, their_amount, our_state, their_state, found_at, gone_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)

-- name: end_difference
UPDATE payments_difference SET gone_at = ? WHERE id = ?

-- name: find_day
SELECT day, compared_at, ours, theirs, open_differences FROM payments_day WHERE day = ?

-- name: days_compared
SELECT day, open_differences FROM payments_day WHERE day >= ? AND day <= ?

-- name: note_day
INSERT INTO payments_day (day, compared_at, ours, theirs, open_differences) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (day) DO UPDATE SET compared_at = excluded.compared_at, ours = excluded.ours, theirs = excluded.theirs, open_differences = excluded.open_differences

-- name: take_out
UPDATE cases_request SET case_id = ?, home = 0 WHERE id = ? AND case_id = ?

-- name: own_case
UPDATE cases_case SET owner = ? WHERE id = ?

-- name: add_split
INSERT INTO cases_split (case_id, origin, request, split_at) VALUES (?, ?, ?, ?)

-- name: split_off_from
SELECT case_id, origin, request, split_at FROM cases_split WHERE case_id = ?

-- name: split_off_of
SELECT case_id, origin, request, split_at FROM cases_split WHERE origin = ? ORDER BY split_at, case_id

-- name: move_task
UPDATE cases_task SET case_id = ? WHERE id = ?

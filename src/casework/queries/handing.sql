-- name: put_given
INSERT INTO casework_handing (task, given_by, given_at, given_note, returned_by, returned_at, returned_note) VALUES (?, ?, ?, ?, 0, 0, 0)
ON CONFLICT (task) DO UPDATE SET given_by = excluded.given_by, given_at = excluded.given_at, given_note = excluded.given_note,
    returned_by = 0, returned_at = 0, returned_note = 0

-- name: put_returned
INSERT INTO casework_handing (task, given_by, given_at, given_note, returned_by, returned_at, returned_note) VALUES (?, 0, 0, 0, ?, ?, ?)
ON CONFLICT (task) DO UPDATE SET returned_by = excluded.returned_by, returned_at = excluded.returned_at, returned_note = excluded.returned_note

-- name: find_handing
SELECT given_by, given_at, given_note, returned_by, returned_at, returned_note FROM casework_handing WHERE task = ?

-- name: came_back_to
SELECT h.task FROM casework_handing h JOIN casework_task t ON t.id = h.task
WHERE h.given_by = ? AND h.returned_by > 0 AND t.state = 'open' AND t.owner = 0 ORDER BY h.returned_at DESC, h.task LIMIT 20

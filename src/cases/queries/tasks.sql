-- name: add_task
INSERT INTO cases_task (id, case_id, kind, team, message, position, created, done_at, done_by) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, '')

-- name: find_task
SELECT id, case_id, kind, team, message, created, done_at, done_by FROM cases_task WHERE id = ?

-- name: tasks_of
SELECT id, case_id, kind, team, message, created, done_at, done_by FROM cases_task WHERE case_id = ? ORDER BY created, id

-- name: open_tasks_about
SELECT id, case_id, kind, team, message, created, done_at, done_by FROM cases_task WHERE message = ? AND done_at IS NULL

-- name: task_heard
SELECT id FROM cases_task WHERE position = ?

-- name: end_task
UPDATE cases_task SET done_at = ?, done_by = ? WHERE id = ? AND done_at IS NULL

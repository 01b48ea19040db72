-- name: add_check
INSERT INTO cases_publication (request, state, since, due_at, told_at, decided_at, decided_by, reason, title, words, photos, changes)
VALUES (?, ?, ?, ?, NULL, NULL, '', '', '', '', '', 1)

-- name: find_check
SELECT request, state, since, due_at, decided_at, decided_by, reason, title, words, photos, changes FROM cases_publication WHERE request = ?

-- name: save_check
UPDATE cases_publication
SET state = ?, decided_at = ?, decided_by = ?, reason = ?, title = ?, words = ?, photos = ?, changes = changes + 1
WHERE request = ? AND changes = ?

-- name: set_publication
UPDATE cases_request SET publication = ? WHERE id = ?

-- name: late_checks
SELECT p.request, c.team, c.id
FROM cases_publication p JOIN cases_request r ON r.id = p.request JOIN cases_case c ON c.id = r.case_id
WHERE p.state = 'waiting' AND p.due_at < ? AND p.told_at IS NULL
ORDER BY p.due_at, p.request LIMIT ?

-- name: told_of_check
UPDATE cases_publication SET told_at = ? WHERE request = ?

-- name: flag_request
INSERT INTO cases_flag (request, at, flagged_by, reason, note, lifted_at) VALUES (?, ?, ?, ?, ?, NULL)
ON CONFLICT (request) DO UPDATE
SET at = excluded.at, flagged_by = excluded.flagged_by, reason = excluded.reason, note = excluded.note, lifted_at = NULL

-- name: find_flag
SELECT at, flagged_by, reason FROM cases_flag WHERE request = ? AND lifted_at IS NULL

-- name: lift_flag
UPDATE cases_flag SET lifted_at = ? WHERE request = ? AND lifted_at IS NULL

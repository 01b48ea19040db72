-- name: add_case
INSERT INTO cases_case (id, service, service_version, team, state, opened_at, outcome, changes) VALUES (?, ?, ?, ?, 'open', ?, '', 1)

-- name: add_request
INSERT INTO cases_request (id, reference, case_id, service, service_version, person, location, channel, answers, received_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: find_case
SELECT id, service, service_version, team, state, opened_at, closed_at, outcome, changes FROM cases_case WHERE id = ?

-- name: save_case
UPDATE cases_case SET state = ?, closed_at = ?, outcome = ?, changes = changes + 1 WHERE id = ? AND changes = ?

-- name: requests_of
SELECT id, reference, case_id, service, service_version, COALESCE(person, 0), COALESCE(location, 0), channel, answers, received_at
FROM cases_request WHERE case_id = ? ORDER BY received_at, id

-- name: find_request
SELECT id, reference, case_id, service, service_version, COALESCE(person, 0), COALESCE(location, 0), channel, answers, received_at
FROM cases_request WHERE reference = ?

-- name: add_note
INSERT INTO cases_note (id, case_id, at, actor, words) VALUES (?, ?, ?, ?, ?)

-- name: notes_of
SELECT at, actor, words FROM cases_note WHERE case_id = ? ORDER BY at, id

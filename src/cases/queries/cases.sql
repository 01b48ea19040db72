-- name: add_case
INSERT INTO cases_case (id, service, service_version, team, state, opened_at, outcome, changes, due_at, area, changed_at)
VALUES (?, ?, ?, ?, 'open', ?, '', 1, ?, ?, ?)

-- name: add_request
INSERT INTO cases_request (id, reference, case_id, service, service_version, person, location, channel, answers, received_at, language, publication)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: find_case
SELECT id, service, service_version, team, state, opened_at, closed_at, outcome, changes, owner, due_at, area, closed_by, objections, tasks,
       changed_at
FROM cases_case WHERE id = ?

-- name: save_case
UPDATE cases_case
SET state = ?, closed_at = ?, outcome = ?, team = ?, owner = ?, due_at = ?, closed_by = ?, objections = ?, changed_at = ?,
    changes = changes + 1
WHERE id = ? AND changes = ?

-- name: count_tasks_on
UPDATE cases_case SET tasks = tasks + ? WHERE id = ?

-- name: requests_of
SELECT id, reference, case_id, service, service_version, COALESCE(person, 0), COALESCE(location, 0), channel, answers, received_at,
       language, withdrawn_at, fixed_at, home, publication
FROM cases_request WHERE case_id = ?

-- name: find_request
SELECT id, reference, case_id, service, service_version, COALESCE(person, 0), COALESCE(location, 0), channel, answers, received_at,
       language, withdrawn_at, fixed_at, home, publication
FROM cases_request WHERE reference = ?

-- name: find_request_by_id
SELECT id, reference, case_id, service, service_version, COALESCE(person, 0), COALESCE(location, 0), channel, answers, received_at,
       language, withdrawn_at, fixed_at, home, publication
FROM cases_request WHERE id = ?

-- name: case_of_request
SELECT case_id FROM cases_request WHERE id = ?

-- name: withdraw_request
UPDATE cases_request SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL

-- name: confirm_request
UPDATE cases_request SET fixed_at = ? WHERE id = ? AND fixed_at IS NULL

-- name: renew_requests
UPDATE cases_request SET withdrawn_at = NULL WHERE case_id = ? AND withdrawn_at = ?

-- name: forget_confirmations
UPDATE cases_request SET fixed_at = NULL WHERE case_id = ? AND fixed_at IS NOT NULL

-- name: add_note
INSERT INTO cases_note (id, case_id, at, actor, words, said, request) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: words_of
SELECT id, at, actor, words, said, request FROM cases_note WHERE case_id = ? ORDER BY at, id

-- name: demand_by_day
SELECT service, received_at / 86400000000, COUNT(*)
FROM cases_request WHERE received_at >= ? AND received_at < ? AND withdrawn_at IS NULL
GROUP BY service, received_at / 86400000000

-- name: add_past_case
INSERT INTO cases_case (id, service, service_version, team, state, opened_at, closed_at, outcome, changes, due_at, area,
                        changed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)

-- name: add_taken_over
INSERT INTO cases_taken_over (source, reference, case_id, oddities) VALUES (?, ?, ?, ?)

-- name: case_taken_over
SELECT case_id FROM cases_taken_over WHERE source = ? AND reference = ?

-- name: origin_of
SELECT source, reference, oddities FROM cases_taken_over WHERE case_id = ?

-- name: put_spot
INSERT INTO cases_spot (case_id, service, cell, latitude, longitude, opened_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (case_id) DO NOTHING

-- name: put_pin
INSERT INTO cases_pin (request, cell, received_at) VALUES (?, ?, ?)

-- name: drop_spot
DELETE FROM cases_spot WHERE case_id = ?

-- name: spots_in
SELECT case_id, latitude, longitude, opened_at FROM cases_spot
WHERE service = ? AND cell = ? AND opened_at >= ?
ORDER BY opened_at DESC LIMIT ?

-- name: hold_open
UPDATE cases_case SET changed_at = ? WHERE id = ? AND state = 'open'

-- name: more_was_said
UPDATE cases_case SET changed_at = ? WHERE id = ?

-- name: leave_home
UPDATE cases_request SET home = case_id WHERE case_id = ? AND home = 0

-- name: move_requests
UPDATE cases_request SET case_id = ? WHERE case_id = ?

-- name: move_home
UPDATE cases_request SET case_id = ? WHERE case_id = ? AND home = ?

-- name: add_joined
INSERT INTO cases_joined (case_id, survivor, joined_at) VALUES (?, ?, ?)

-- name: drop_joined
DELETE FROM cases_joined WHERE case_id = ?

-- name: joined_to
SELECT case_id, survivor, joined_at FROM cases_joined WHERE survivor = ? ORDER BY joined_at, case_id

-- name: survivor_of
SELECT case_id, survivor, joined_at FROM cases_joined WHERE case_id = ?

-- name: open_after
SELECT id FROM cases_case WHERE state = 'open' AND id > ? ORDER BY id LIMIT ?

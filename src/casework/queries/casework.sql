-- name: add_run
INSERT INTO casework_run (id, case_id, number, instance, map_version, state, began_at, ended_at, ending, service)
VALUES (?, ?, ?, ?, ?, 'running', ?, NULL, '', ?)

-- name: runs_of
SELECT id, case_id, number, COALESCE(instance, 0), map_version, state, began_at, ended_at, ending, service FROM casework_run WHERE case_id = ? ORDER BY number

-- name: newest_run
SELECT id, case_id, number, COALESCE(instance, 0), map_version, state, began_at, ended_at, ending, service FROM casework_run WHERE case_id = ? ORDER BY number DESC LIMIT 1

-- name: run_by_id
SELECT id, case_id, number, COALESCE(instance, 0), map_version, state, began_at, ended_at, ending, service FROM casework_run WHERE id = ?

-- name: set_ending
UPDATE casework_run SET ending = ? WHERE id = ?

-- name: find_model
SELECT model FROM casework_model WHERE service = ? AND version = ?

-- name: add_model
INSERT INTO casework_model (service, version, model) VALUES (?, ?, ?) ON CONFLICT (service, version) DO NOTHING

-- name: open_of_run
SELECT t.id, t.case_id, t.run, t.wait, t.element, t.name, t.team, t.service, t.area, t.skill, t.form, t.in_the_field, t.owner, t.state,
    t.opened_at, t.due_at, t.done_at, t.done_by, t.answers, t.note, t.changes FROM casework_task t WHERE t.run = ? AND t.state = 'open'

-- name: set_run
UPDATE casework_run SET state = ?, ended_at = ?, ending = ? WHERE id = ?

-- name: add_task
INSERT INTO casework_task (id, case_id, run, wait, element, name, team, service, area, skill, form, in_the_field, owner, state, opened_at,
    due_at, done_at, done_by, answers, note, changes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, NULL, 0, '[]', 0, 0)

-- name: save_task
UPDATE casework_task SET team = ?, owner = ?, state = ?, due_at = ?, done_at = ?, done_by = ?, answers = ?, note = ?, changes = changes + 1
WHERE id = ? AND changes = ?

-- name: find_task
SELECT t.id, t.case_id, t.run, t.wait, t.element, t.name, t.team, t.service, t.area, t.skill, t.form, t.in_the_field, t.owner, t.state,
    t.opened_at, t.due_at, t.done_at, t.done_by, t.answers, t.note, t.changes FROM casework_task t WHERE t.id = ?

-- name: task_at
SELECT t.id, t.case_id, t.run, t.wait, t.element, t.name, t.team, t.service, t.area, t.skill, t.form, t.in_the_field, t.owner, t.state,
    t.opened_at, t.due_at, t.done_at, t.done_by, t.answers, t.note, t.changes FROM casework_task t WHERE t.run = ? AND t.wait = ?

-- name: tasks_of_case
SELECT t.id, t.case_id, t.run, t.wait, t.element, t.name, t.team, t.service, t.area, t.skill, t.form, t.in_the_field, t.owner, t.state,
    t.opened_at, t.due_at, t.done_at, t.done_by, t.answers, t.note, t.changes FROM casework_task t WHERE t.case_id = ? ORDER BY t.opened_at, t.id

-- name: put_to_rest
UPDATE casework_task SET state = 'resting', changes = changes + 1 WHERE run = ? AND state = 'open'

-- name: wake_up
UPDATE casework_task SET state = 'open', changes = changes + 1 WHERE run = ? AND state = 'resting'

-- name: add_decision
INSERT INTO casework_decision (id, case_id, run, element, decided_at, explanation) VALUES (?, ?, ?, ?, ?, ?)

-- name: decisions_of
SELECT element, decided_at, explanation FROM casework_decision WHERE case_id = ? ORDER BY decided_at, id

-- name: add_errand
INSERT INTO casework_errand (errand, run, wait, settled_at) VALUES (?, ?, ?, NULL)

-- name: find_errand
SELECT run, wait FROM casework_errand WHERE errand = ? AND settled_at IS NULL

-- name: unsettled_errands
SELECT errand FROM casework_errand WHERE run = ? AND settled_at IS NULL

-- name: move_deadlines
UPDATE casework_task SET due_at = ?, changes = changes + 1 WHERE run = ? AND state = 'open' AND due_at = ?

-- name: settle_errand
UPDATE casework_errand SET settled_at = ? WHERE errand = ?

-- name: add_attempt
INSERT INTO casework_attempt (id, task, case_id, tried_by, tried_at, why) VALUES (?, ?, ?, ?, ?, ?)

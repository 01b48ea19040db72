-- name: newest_version
SELECT id, version FROM bpmn_model WHERE name = ? ORDER BY version DESC LIMIT 1

-- name: add_model
INSERT INTO bpmn_model (id, name, version, sha256, document, deployed) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name, version) DO NOTHING

-- name: digest_of
SELECT sha256 FROM bpmn_model WHERE id = ?

-- name: document_of
SELECT document FROM bpmn_model WHERE id = ?

-- name: drop_starts
DELETE FROM bpmn_start WHERE model IN (SELECT id FROM bpmn_model WHERE name = ?)

-- name: add_start
INSERT INTO bpmn_start (model, process, element, part, kind, name, due, repeats) VALUES (?, ?, ?, ?, ?, ?, ?, ?)

-- name: starts_named
SELECT model, process, element, part, due, repeats FROM bpmn_start WHERE kind = ? AND name = ? ORDER BY model, process, element

-- name: starts_due
SELECT model, process, element, part, due, repeats FROM bpmn_start WHERE due <= ? ORDER BY due, model LIMIT ?

-- name: move_start
UPDATE bpmn_start SET due = ?, repeats = ? WHERE model = ? AND process = ? AND element = ? AND part = ?

-- name: model_with_process
SELECT m.id FROM bpmn_model m WHERE m.name = ? ORDER BY m.version DESC LIMIT 1

-- name: add_instance
INSERT INTO bpmn_instance (id, model, process, owner, status, incidents, state, caller, caller_wait, began, ended)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: find_instance
SELECT i.model, i.process, i.owner, i.status, i.state, i.caller, i.caller_wait, i.began, i.ended, m.sha256
FROM bpmn_instance i JOIN bpmn_model m ON m.id = i.model WHERE i.id = ?

-- name: save_instance
UPDATE bpmn_instance SET status = ?, incidents = ?, state = ?, ended = ? WHERE id = ?

-- name: save_state
UPDATE bpmn_instance SET state = ? WHERE id = ?

-- name: change_model
UPDATE bpmn_instance SET model = ?, process = ?, state = ?, incidents = ? WHERE id = ?

-- name: instances_of_owner
SELECT id FROM bpmn_instance WHERE owner = ? ORDER BY began, id

-- name: incidents_of
SELECT incidents FROM bpmn_instance WHERE id = ?

-- name: instances_with_incidents
SELECT id FROM bpmn_instance WHERE incidents > 0 AND id > ? ORDER BY id LIMIT ?

-- name: called_by
SELECT id FROM bpmn_instance WHERE caller = ? AND caller_wait = ? AND status = 'running'

-- name: add_wait
INSERT INTO bpmn_wait (instance, number, kind, element, name, wait_key, due, opened) VALUES (?, ?, ?, ?, ?, ?, ?, ?)

-- name: drop_wait
DELETE FROM bpmn_wait WHERE instance = ? AND number = ?

-- name: drop_waits
DELETE FROM bpmn_wait WHERE instance = ?

-- name: waits_of
SELECT number, kind, element, name, wait_key, due, opened FROM bpmn_wait WHERE instance = ? ORDER BY number

-- name: waits_named
SELECT instance, number, element FROM bpmn_wait WHERE kind = ? AND name = ? AND name <> '' ORDER BY opened, instance, number LIMIT ?

-- name: waits_keyed
SELECT instance, number, element FROM bpmn_wait
WHERE kind = ? AND name = ? AND name <> '' AND wait_key IN (?, '') ORDER BY wait_key DESC, opened, instance, number LIMIT ?

-- name: waits_due
SELECT instance, number FROM bpmn_wait WHERE due <= ? ORDER BY due, instance LIMIT ?

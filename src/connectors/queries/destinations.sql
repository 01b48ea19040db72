-- name: find_destination
SELECT id, code, name, kind, address, jurisdiction, fields, outcomes, services, per_minute, ask_minutes, paused, changes, failures, open_at,
       next_at, succeeded_at, failed_at, failed_words, asked_at, CASE WHEN secret IS NULL THEN 0 ELSE 1 END,
       CASE WHEN secret_before IS NULL THEN 0 ELSE 1 END
FROM connectors_destination WHERE code = ?

-- name: all_destinations
SELECT id, code, name, kind, address, jurisdiction, fields, outcomes, services, per_minute, ask_minutes, paused, changes, failures, open_at,
       next_at, succeeded_at, failed_at, failed_words, asked_at, CASE WHEN secret IS NULL THEN 0 ELSE 1 END,
       CASE WHEN secret_before IS NULL THEN 0 ELSE 1 END
FROM connectors_destination ORDER BY name, code

-- name: add_destination
INSERT INTO connectors_destination (id, code, name, kind, address, jurisdiction, fields, outcomes, services, per_minute, ask_minutes, secret,
                                    secret_before, paused, changes, failures, open_at, next_at, succeeded_at, failed_at, failed_words, asked_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, 0, 1, 0, NULL, NULL, NULL, NULL, '', NULL)

-- name: change_destination
UPDATE connectors_destination
SET name = ?, address = ?, jurisdiction = ?, fields = ?, outcomes = ?, services = ?, per_minute = ?, ask_minutes = ?, next_at = NULL, changes = changes + 1
WHERE code = ? AND changes = ?

-- name: find_secrets
SELECT secret, secret_before FROM connectors_destination WHERE code = ?

-- name: set_secret
UPDATE connectors_destination SET secret_before = secret, secret = ?, changes = changes + 1 WHERE code = ?

-- name: drop_former_secret
UPDATE connectors_destination SET secret_before = NULL, changes = changes + 1 WHERE code = ?

-- name: set_paused
UPDATE connectors_destination SET paused = ?, changes = changes + 1 WHERE code = ? AND paused <> ?

-- name: set_open_at
UPDATE connectors_destination SET open_at = ? WHERE code = ?

-- name: note_success
UPDATE connectors_destination SET failures = 0, open_at = NULL, succeeded_at = ? WHERE code = ?

-- name: note_failure
UPDATE connectors_destination SET failures = ?, open_at = ?, failed_at = ?, failed_words = ? WHERE code = ?

-- name: note_asked
UPDATE connectors_destination SET asked_at = ? WHERE code = ?

-- name: set_next_turn
UPDATE connectors_destination SET next_at = ? WHERE code = ?

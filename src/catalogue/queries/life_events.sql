-- name: life_event_row
SELECT id, digest FROM catalogue_life_event WHERE code = ?

-- name: add_life_event
INSERT INTO catalogue_life_event (id, code, document, digest, published_at) VALUES (?, ?, ?, ?, ?)

-- name: set_life_event
UPDATE catalogue_life_event SET document = ?, digest = ?, published_at = ? WHERE id = ?

-- name: forget_life_event
DELETE FROM catalogue_life_event WHERE id = ?

-- name: life_event_codes
SELECT code, id FROM catalogue_life_event ORDER BY code

-- name: life_event_text
SELECT digest, document FROM catalogue_life_event WHERE code = ?

-- name: life_event_code_of
SELECT code FROM catalogue_life_event WHERE id = ?

-- name: state_rows
SELECT s.id, s.code, s.live_version, s.pilot_version, s.retired_at, s.review_on,
       (SELECT MAX(v.version) FROM catalogue_version v WHERE v.service = s.id),
       COALESCE((SELECT 1 - b.seen FROM catalogue_brought b WHERE b.service = s.id), 0)
FROM catalogue_service s WHERE s.code NOT LIKE 'past-%' ORDER BY s.code

-- name: state_row
SELECT s.id, s.code, s.live_version, s.pilot_version, s.retired_at, s.review_on,
       (SELECT MAX(v.version) FROM catalogue_version v WHERE v.service = s.id),
       COALESCE((SELECT 1 - b.seen FROM catalogue_brought b WHERE b.service = s.id), 0)
FROM catalogue_service s WHERE s.code = ?

-- name: pilot_places
SELECT sort, place FROM catalogue_pilot WHERE service = ? ORDER BY sort, place

-- name: offered_row
SELECT id, live_version, pilot_version FROM catalogue_service WHERE code = ? AND retired_at IS NULL

-- name: forget_pilot_places
DELETE FROM catalogue_pilot WHERE service = ?

-- name: add_pilot_place
INSERT INTO catalogue_pilot (service, sort, place) VALUES (?, ?, ?)

-- name: set_stage
UPDATE catalogue_service SET live_version = ?, pilot_version = ?, retired_at = ? WHERE id = ?

-- name: set_review
UPDATE catalogue_service SET review_on = ? WHERE id = ?

-- name: add_stage
INSERT INTO catalogue_stage (id, service, version, step, audience, why, by_whom, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)

-- name: stages_of
SELECT t.version, t.step, t.audience, t.why, t.by_whom, t.at FROM catalogue_stage t JOIN catalogue_service s ON s.id = t.service
WHERE s.code = ? ORDER BY t.at DESC, t.id DESC

-- name: versions_without_stage
SELECT v.version, v.published_at FROM catalogue_version v JOIN catalogue_service s ON s.id = v.service
WHERE s.code = ? AND NOT EXISTS (SELECT 1 FROM catalogue_stage t WHERE t.service = s.id AND t.version = v.version) ORDER BY v.version DESC

-- name: add_own_version
INSERT INTO catalogue_version (service, version, name, document, article, process, decisions, digest, published_at, source)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'own')

-- name: ownership
SELECT s.id, v.source, s.pilot_version, s.retired_at, (SELECT MAX(m.version) FROM catalogue_version m WHERE m.service = s.id)
FROM catalogue_service s LEFT JOIN catalogue_version v ON v.service = s.id AND v.version = s.live_version WHERE s.code = ?

-- name: brought_row
SELECT b.digest, b.document, b.article, b.process, b.decisions, b.seen FROM catalogue_brought b JOIN catalogue_service s ON s.id = b.service
WHERE s.code = ?

-- name: forget_brought
DELETE FROM catalogue_brought WHERE service = ?

-- name: add_brought
INSERT INTO catalogue_brought (service, digest, document, article, process, decisions, brought_at, seen) VALUES (?, ?, ?, ?, ?, ?, ?, 0)

-- name: see_brought
UPDATE catalogue_brought SET seen = 1 WHERE service = ?

-- name: version_with_digest
SELECT v.version FROM catalogue_version v WHERE v.service = ? AND v.digest = ? AND v.source = 'folder'

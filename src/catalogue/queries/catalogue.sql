-- name: find_service
SELECT s.id, s.live_version, v.digest, (SELECT MAX(m.version) FROM catalogue_version m WHERE m.service = s.id) FROM catalogue_service s
JOIN catalogue_version v ON v.service = s.id AND v.version = s.live_version WHERE s.code = ?

-- name: add_service
INSERT INTO catalogue_service (id, code, live_version) VALUES (?, ?, ?)

-- name: set_live
UPDATE catalogue_service SET live_version = ? WHERE id = ?

-- name: add_version
INSERT INTO catalogue_version (service, version, name, document, article, process, decisions, digest, published_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: live_key
SELECT s.live_version, v.digest FROM catalogue_service s
JOIN catalogue_version v ON v.service = s.id AND v.version = s.live_version WHERE s.code = ? AND s.retired_at IS NULL

-- name: version_key
SELECT v.version, v.digest FROM catalogue_service s JOIN catalogue_version v ON v.service = s.id
WHERE s.code = ? AND v.version = ?

-- name: text_of
SELECT v.document, v.article, v.process, v.decisions FROM catalogue_service s JOIN catalogue_version v ON v.service = s.id
WHERE s.code = ? AND v.version = ?

-- name: live_keys
SELECT s.code, s.live_version, v.digest FROM catalogue_service s JOIN catalogue_version v ON v.service = s.id AND v.version = s.live_version
WHERE s.retired_at IS NULL ORDER BY v.name

-- name: code_of
SELECT code FROM catalogue_service WHERE id = ?

-- name: last_published
SELECT COALESCE(MAX(published_at), 0) FROM catalogue_version

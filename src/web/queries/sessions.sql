-- name: start_session
INSERT INTO web_session (id, digest, subject, started, last_seen, expires, label, client)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)

-- name: find_session
SELECT id, subject, started, last_seen, expires, label, client
FROM web_session
WHERE digest = ? AND expires > ? AND last_seen > ?

-- name: sessions_of
SELECT id, subject, started, last_seen, expires, label, client
FROM web_session
WHERE subject = ? AND expires > ? AND last_seen > ?
ORDER BY last_seen DESC, id

-- name: touch_session
UPDATE web_session SET last_seen = ? WHERE id = ? AND last_seen < ?

-- name: end_session
DELETE FROM web_session WHERE id = ? AND subject = ?

-- name: end_sessions_of
DELETE FROM web_session WHERE subject = ? AND id <> ?

-- name: forget_sessions
DELETE FROM web_session WHERE expires <= ? OR last_seen <= ?

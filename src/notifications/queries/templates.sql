-- name: add_template
INSERT INTO notifications_template (name, language, version, source, subject, body, added) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: newest_template
SELECT name, language, version, subject, body, source FROM notifications_template
WHERE name = ? AND language = ? ORDER BY version DESC LIMIT 1

-- name: find_template
SELECT name, language, version, subject, body, source FROM notifications_template
WHERE name = ? AND language = ? AND version = ?

-- name: newest_templates
SELECT t.name, t.language, t.version, t.subject, t.body, t.source FROM notifications_template t
WHERE t.version = (SELECT MAX(n.version) FROM notifications_template n WHERE n.name = t.name AND n.language = t.language)
ORDER BY t.name, t.language

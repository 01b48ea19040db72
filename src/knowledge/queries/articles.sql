-- name: newest
SELECT a.id, v.version, v.source FROM knowledge_article a
JOIN knowledge_version v ON v.article = a.id AND v.version = a.live_version WHERE a.slug = ?

-- name: add_article
INSERT INTO knowledge_article (id, slug, live_version) VALUES (?, ?, ?)

-- name: set_live
UPDATE knowledge_article SET live_version = ? WHERE id = ?

-- name: add_version
INSERT INTO knowledge_version (article, version, source, title, summary, services, questions, owner, review_on, everybody, staff,
                               saved_by, saved_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: forget_services
DELETE FROM knowledge_service WHERE article = ?

-- name: add_service
INSERT INTO knowledge_service (article, service) VALUES (?, ?)

-- name: find_for_everybody
SELECT a.slug, v.version, v.title, v.summary, v.services, v.questions, v.owner, v.review_on, v.everybody, '', v.saved_by, v.saved_at
FROM knowledge_article a JOIN knowledge_version v ON v.article = a.id AND v.version = a.live_version
WHERE a.slug = ? AND v.everybody <> ''

-- name: find_for_staff
SELECT a.slug, v.version, v.title, v.summary, v.services, v.questions, v.owner, v.review_on, v.everybody, v.staff, v.saved_by, v.saved_at
FROM knowledge_article a JOIN knowledge_version v ON v.article = a.id AND v.version = a.live_version
WHERE a.slug = ?

-- name: read_for_everybody
SELECT a.slug, v.version, v.title, v.summary, v.services, v.questions, v.owner, v.review_on, v.everybody, '', v.saved_by, v.saved_at
FROM knowledge_article a JOIN knowledge_version v ON v.article = a.id AND v.version = a.live_version
WHERE a.id = ? AND v.everybody <> ''

-- name: read_for_staff
SELECT a.slug, v.version, v.title, v.summary, v.services, v.questions, v.owner, v.review_on, v.everybody, v.staff, v.saved_by, v.saved_at
FROM knowledge_article a JOIN knowledge_version v ON v.article = a.id AND v.version = a.live_version
WHERE a.id = ?

-- name: all_for_everybody
SELECT a.slug, v.version, v.title, v.summary, v.services, v.questions, v.owner, v.review_on, v.everybody, '', v.saved_by, v.saved_at
FROM knowledge_article a JOIN knowledge_version v ON v.article = a.id AND v.version = a.live_version
WHERE v.everybody <> '' ORDER BY v.title, a.slug

-- name: all_for_staff
SELECT a.slug, v.version, v.title, v.summary, v.services, v.questions, v.owner, v.review_on, v.everybody, v.staff, v.saved_by, v.saved_at
FROM knowledge_article a JOIN knowledge_version v ON v.article = a.id AND v.version = a.live_version
ORDER BY v.title, a.slug

-- name: of_service_for_everybody
SELECT a.slug, v.version, v.title, v.summary, v.services, v.questions, v.owner, v.review_on, v.everybody, '', v.saved_by, v.saved_at
FROM knowledge_article a JOIN knowledge_version v ON v.article = a.id AND v.version = a.live_version
JOIN knowledge_service s ON s.article = a.id
WHERE s.service = ? AND v.everybody <> '' ORDER BY v.title, a.slug

-- name: of_service_for_staff
SELECT a.slug, v.version, v.title, v.summary, v.services, v.questions, v.owner, v.review_on, v.everybody, v.staff, v.saved_by, v.saved_at
FROM knowledge_article a JOIN knowledge_version v ON v.article = a.id AND v.version = a.live_version
JOIN knowledge_service s ON s.article = a.id
WHERE s.service = ? ORDER BY v.title, a.slug

-- name: versions_of
SELECT a.slug, v.version, v.title, v.summary, v.services, v.questions, v.owner, v.review_on, '', '', v.saved_by, v.saved_at
FROM knowledge_article a JOIN knowledge_version v ON v.article = a.id WHERE a.slug = ? ORDER BY v.version DESC

-- name: find_version
SELECT a.slug, v.version, v.title, v.summary, v.services, v.questions, v.owner, v.review_on, v.everybody, v.staff, v.saved_by, v.saved_at
FROM knowledge_article a JOIN knowledge_version v ON v.article = a.id WHERE a.slug = ? AND v.version = ?

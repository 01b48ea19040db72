-- name: find_draft
SELECT id, code, edition, based_on, begun_by, begun_at, changed_by, changed_at FROM catalogue_draft WHERE code = ?

-- name: all_drafts
SELECT id, code, edition, based_on, begun_by, begun_at, changed_by, changed_at FROM catalogue_draft ORDER BY code

-- name: draft_texts
SELECT file, text FROM catalogue_draft_text WHERE draft = ?

-- name: add_draft
INSERT INTO catalogue_draft (id, code, edition, based_on, begun_by, begun_at, changed_by, changed_at) VALUES (?, ?, 1, ?, ?, ?, ?, ?)

-- name: add_draft_text
INSERT INTO catalogue_draft_text (draft, file, edition, text) VALUES (?, ?, ?, ?)

-- name: draft_text_edition
SELECT edition FROM catalogue_draft_text WHERE draft = ? AND file = ?

-- name: count_draft_texts
SELECT COUNT(*) FROM catalogue_draft_text WHERE draft = ?

-- name: set_draft_edition
UPDATE catalogue_draft SET edition = ?, changed_by = ?, changed_at = ? WHERE id = ? AND edition = ?

-- name: set_draft_text
UPDATE catalogue_draft_text SET edition = ?, text = ? WHERE draft = ? AND file = ?

-- name: remove_draft_texts
DELETE FROM catalogue_draft_text WHERE draft = ?

-- name: remove_draft
DELETE FROM catalogue_draft WHERE id = ?

-- name: newest_version
SELECT s.id, s.live_version, MAX(v.version) FROM catalogue_service s JOIN catalogue_version v ON v.service = s.id WHERE s.code = ?
GROUP BY s.id, s.live_version

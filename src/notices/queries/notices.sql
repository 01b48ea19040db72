-- name: showing
SELECT id, level, title, words, link, services, wards, starts_at, ends_at, changes, written_by, written_at
FROM notices_notice WHERE ends_at > ? AND starts_at <= ? ORDER BY starts_at DESC, id DESC

-- name: all_notices
SELECT id, level, title, words, link, services, wards, starts_at, ends_at, changes, written_by, written_at
FROM notices_notice ORDER BY ends_at DESC, id DESC LIMIT ?

-- name: find_notice
SELECT id, level, title, words, link, services, wards, starts_at, ends_at, changes, written_by, written_at
FROM notices_notice WHERE id = ?

-- name: add_notice
INSERT INTO notices_notice (id, level, title, words, link, services, wards, starts_at, ends_at, changes, written_by, written_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)

-- name: change_notice
UPDATE notices_notice SET level = ?, title = ?, words = ?, link = ?, services = ?, wards = ?, starts_at = ?, ends_at = ?,
    changes = changes + 1, written_by = ?, written_at = ?
WHERE id = ? AND changes = ?

-- name: end_notice
UPDATE notices_notice SET ends_at = ?, changes = changes + 1, written_by = ?, written_at = ? WHERE id = ? AND ends_at > ?

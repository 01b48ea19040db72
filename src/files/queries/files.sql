-- name: find_state
SELECT state FROM files_blob WHERE digest = ?

-- name: add_blob
INSERT INTO files_blob (digest, size, type, state, signature, remade, width, height, at)
VALUES (?, ?, ?, ?, '', ?, ?, ?, ?)

-- name: set_state
UPDATE files_blob SET state = ?, signature = ? WHERE digest = ?

-- name: set_remade
UPDATE files_blob SET remade = 1, type = ?, width = ?, height = ? WHERE digest = ?

-- name: add_link
INSERT INTO files_link (id, subject_kind, subject, number, digest, name, at) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: highest_number
SELECT number FROM files_link WHERE subject_kind = ? AND subject = ? ORDER BY number DESC LIMIT 1

-- name: files_of
SELECT l.id, l.subject_kind, l.subject, l.number, l.name, l.at,
       b.digest, b.size, b.type, b.state, b.remade, b.width, b.height
FROM files_link l JOIN files_blob b ON b.digest = l.digest
WHERE l.subject_kind = ? AND l.subject = ?
ORDER BY l.number

-- name: find_file
SELECT l.id, l.subject_kind, l.subject, l.number, l.name, l.at,
       b.digest, b.size, b.type, b.state, b.remade, b.width, b.height
FROM files_link l JOIN files_blob b ON b.digest = l.digest
WHERE l.subject_kind = ? AND l.subject = ? AND l.number = ?

-- name: remove_link
DELETE FROM files_link WHERE subject_kind = ? AND subject = ? AND number = ?

-- name: remove_links
DELETE FROM files_link WHERE subject_kind = ? AND subject = ?

-- name: move_link
UPDATE files_link SET subject_kind = ?, subject = ?, number = ? WHERE id = ?

-- name: links_of_blob
SELECT id, subject_kind, subject, number FROM files_link WHERE digest = ? ORDER BY id

-- name: waiting_blobs
SELECT digest FROM files_blob WHERE state = 'waiting' ORDER BY at LIMIT 1000

-- name: forget_unheld
DELETE FROM files_blob WHERE digest IN (
    SELECT b.digest FROM files_blob b
    WHERE b.at < ? AND NOT EXISTS (SELECT 1 FROM files_link l WHERE l.digest = b.digest)
    LIMIT ?)

-- name: sum_of_sizes
SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM files_blob

-- name: every_blob
SELECT b.digest, CASE WHEN EXISTS (SELECT 1 FROM files_link l WHERE l.digest = b.digest) THEN 1 ELSE 0 END
FROM files_blob b WHERE b.state <> 'infected'

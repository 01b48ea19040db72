-- name: keep_form
INSERT INTO web_kept (id, digest, subject, path, form, had_files, at) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: find_kept
SELECT digest, subject, path, form, had_files FROM web_kept WHERE id = ? AND at > ?

-- name: forget_kept
DELETE FROM web_kept WHERE id = ?

-- name: forget_old_kept
DELETE FROM web_kept WHERE at < ?

-- name: subject_of_ended
SELECT subject FROM web_session WHERE digest = ?

-- name: find_file
SELECT tally, finished_at FROM imports_file WHERE digest = ?

-- name: put_file
INSERT INTO imports_file (digest, what, rows_read, tally, actor, changed_at, finished_at) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (digest) DO UPDATE SET rows_read = excluded.rows_read, tally = excluded.tally, actor = excluded.actor,
    changed_at = excluded.changed_at, finished_at = excluded.finished_at

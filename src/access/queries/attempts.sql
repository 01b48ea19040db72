-- name: find_attempts
SELECT failures, free_at, last_at, known_at FROM access_attempt WHERE counter = ?

-- name: put_attempts
INSERT INTO access_attempt (counter, failures, free_at, last_at, known_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (counter) DO UPDATE SET failures = excluded.failures, free_at = excluded.free_at,
    last_at = excluded.last_at, known_at = excluded.known_at

-- name: forget_attempts
DELETE FROM access_attempt WHERE last_at < ? AND known_at < ?

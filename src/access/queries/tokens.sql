-- name: add_token
INSERT INTO access_token (token, digest, name, role, created_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: live_token
SELECT token, name, role, expires_at, last_used_at
FROM access_token WHERE digest = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)

-- name: all_tokens
SELECT token, name, role, created_by, created_at, expires_at, revoked_at, last_used_at
FROM access_token ORDER BY created_at DESC, token DESC

-- name: revoke_token
UPDATE access_token SET revoked_at = ? WHERE token = ? AND revoked_at IS NULL

-- name: token_used
UPDATE access_token SET last_used_at = ? WHERE token = ? AND (last_used_at IS NULL OR last_used_at <= ?)

-- name: name_of_token
SELECT name FROM access_token WHERE token = ?

-- name: role_of_live_token
SELECT role FROM access_token WHERE token = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)

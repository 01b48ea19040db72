-- name: find_secret
SELECT secret FROM web_secret WHERE purpose = ?

-- name: add_secret
INSERT INTO web_secret (purpose, secret, made)
VALUES (?, ?, ?)
ON CONFLICT (purpose) DO NOTHING

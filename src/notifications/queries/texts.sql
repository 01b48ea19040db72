-- name: find_text_account
SELECT address, template_id, quiet_from, quiet_until, sealed_key, sealed_token FROM notifications_text_account WHERE id = 1

-- name: add_text_account
INSERT INTO notifications_text_account (id, address, template_id, quiet_from, quiet_until, sealed_key, sealed_token) VALUES (1, ?, ?, ?, ?, ?, ?)

-- name: change_text_account
UPDATE notifications_text_account SET address = ?, template_id = ?, quiet_from = ?, quiet_until = ?, sealed_key = ?, sealed_token = ? WHERE id = 1

-- name: find_text
SELECT provider_id, handed_over_at, asked FROM notifications_text WHERE message = ?

-- name: find_text_by_provider_id
SELECT message FROM notifications_text WHERE provider_id = ?

-- name: add_text
INSERT INTO notifications_text (message, provider_id, handed_over_at, asked) VALUES (?, ?, ?, 0)

-- name: count_asking
UPDATE notifications_text SET asked = asked + 1 WHERE message = ?

-- name: drop_text
DELETE FROM notifications_text WHERE message = ?

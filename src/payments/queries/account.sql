-- name: find_account
SELECT address, sealed_key, sealed_secret, changes FROM payments_account WHERE id = 1

-- name: add_account
INSERT INTO payments_account (id, address, sealed_key, sealed_secret, changes) VALUES (1, ?, ?, ?, 0)

-- name: change_account
UPDATE payments_account SET address = ?, sealed_key = ?, sealed_secret = ?, changes = changes + 1 WHERE id = 1

-- name: remove_account
DELETE FROM payments_account WHERE id = 1

-- name: find_fee
SELECT request, reference, service, service_version, amount, reason, state, raised_at, pay_by, payment, settled_at, owed_back, owed_reason, is_owed, keeps, let_keep
FROM fees_fee WHERE request = ?

-- name: fees_owed
SELECT request, reference, service, service_version, amount, reason, state, raised_at, pay_by, payment, settled_at, owed_back, owed_reason, is_owed, keeps, let_keep
FROM fees_fee WHERE is_owed = 1 ORDER BY request LIMIT ?

-- name: add_fee
INSERT INTO fees_fee (request, reference, service, service_version, amount, reason, state, raised_at, pay_by, payment, settled_at, owed_back, owed_reason, is_owed, keeps)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, 0, '', 0, ?)

-- name: save_fee
UPDATE fees_fee SET state = ?, pay_by = ?, payment = ?, settled_at = ?, owed_back = ?, owed_reason = ?, is_owed = ?, keeps = ?, let_keep = ? WHERE request = ?

-- name: blank_words
UPDATE fees_fee SET reason = '', owed_reason = '' WHERE request = ?

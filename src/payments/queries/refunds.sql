-- name: find_refund
SELECT id, payment, amount, reason, state, asked_by, asked_at, decided_by, decided_at, sent_at, available, provider_id, settled_at, tries, problem
FROM payments_refund WHERE id = ?

-- name: refunds_of
SELECT id, payment, amount, reason, state, asked_by, asked_at, decided_by, decided_at, sent_at, available, provider_id, settled_at, tries, problem
FROM payments_refund WHERE payment = ? ORDER BY asked_at, id

-- name: refunds_to_look_at
SELECT id, payment, amount, reason, state, asked_by, asked_at, decided_by, decided_at, sent_at, available, provider_id, settled_at, tries, problem
FROM payments_refund WHERE state = 'asked' OR (state IN ('approved', 'sent', 'submitted') AND tries > 3) ORDER BY asked_at, id LIMIT 500

-- name: add_refund
INSERT INTO payments_refund (id, payment, amount, reason, state, asked_by, asked_at, decided_by, decided_at, sent_at, available, provider_id, settled_at, tries, problem)
VALUES (?, ?, ?, ?, 'asked', ?, ?, NULL, NULL, NULL, NULL, NULL, NULL, 0, '')

-- name: save_refund
UPDATE payments_refund SET state = ?, decided_by = ?, decided_at = ?, sent_at = ?, available = ?, provider_id = ?, settled_at = ?, tries = ?, problem = ?
WHERE id = ?

-- name: blank_reasons
UPDATE payments_refund SET reason = '' WHERE payment = ?

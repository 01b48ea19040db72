-- name: find_payment
SELECT id, subject_kind, subject, amount, vat_code, ledger_code, description, return_url, reference, state, code, provider_id, next_url, refundable,
    begun_at, made_at, settled_at, cancel_wanted, tries, was_asked, problem
FROM payments_payment WHERE id = ?

-- name: find_by_provider_id
SELECT id, subject_kind, subject, amount, vat_code, ledger_code, description, return_url, reference, state, code, provider_id, next_url, refundable,
    begun_at, made_at, settled_at, cancel_wanted, tries, was_asked, problem
FROM payments_payment WHERE provider_id = ?

-- name: find_by_reference
SELECT id, subject_kind, subject, amount, vat_code, ledger_code, description, return_url, reference, state, code, provider_id, next_url, refundable,
    begun_at, made_at, settled_at, cancel_wanted, tries, was_asked, problem
FROM payments_payment WHERE reference = ?

-- name: payments_about
SELECT id, subject_kind, subject, amount, vat_code, ledger_code, description, return_url, reference, state, code, provider_id, next_url, refundable,
    begun_at, made_at, settled_at, cancel_wanted, tries, was_asked, problem
FROM payments_payment WHERE subject = ? AND subject_kind = ? ORDER BY begun_at, id

-- name: payments_begun
SELECT id, subject_kind, subject, amount, vat_code, ledger_code, description, return_url, reference, state, code, provider_id, next_url, refundable,
    begun_at, made_at, settled_at, cancel_wanted, tries, was_asked, problem
FROM payments_payment WHERE begun_at >= ? AND begun_at < ? ORDER BY begun_at, id

-- name: payments_made
SELECT id, subject_kind, subject, amount, vat_code, ledger_code, description, return_url, reference, state, code, provider_id, next_url, refundable,
    begun_at, made_at, settled_at, cancel_wanted, tries, was_asked, problem
FROM payments_payment WHERE made_at >= ? AND made_at < ? ORDER BY made_at, id

-- name: add_payment
INSERT INTO payments_payment (id, subject_kind, subject, amount, vat_code, ledger_code, description, return_url, reference, state, code, provider_id, next_url, refundable,
    begun_at, made_at, settled_at, cancel_wanted, tries, was_asked, problem)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked', '', NULL, '', 0, ?, NULL, NULL, 0, 0, 0, '')

-- name: save_payment
UPDATE payments_payment SET state = ?, code = ?, provider_id = ?, next_url = ?, refundable = ?, made_at = ?, settled_at = ?, cancel_wanted = ?, tries = ?,
    was_asked = ?, problem = ?
WHERE id = ?

-- name: blank_payments
UPDATE payments_payment SET description = '', return_url = '' WHERE subject = ? AND subject_kind = ?

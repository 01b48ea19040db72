-- name: add_kept_form
INSERT INTO contact_kept_form (id, code, service, sealed, kept_at, until_at, wrong) VALUES (?, ?, ?, ?, ?, ?, 0)
ON CONFLICT (code) DO NOTHING

-- name: renew_kept_form
UPDATE contact_kept_form SET sealed = ?, kept_at = ?, until_at = ?, wrong = 0 WHERE code = ? AND service = ?

-- name: find_kept_form
SELECT id, service, sealed, until_at, wrong FROM contact_kept_form WHERE code = ?

-- name: count_wrong_contact
UPDATE contact_kept_form SET wrong = wrong + 1 WHERE id = ?

-- name: forget_kept_form
DELETE FROM contact_kept_form WHERE code = ?

-- name: kept_forms_over
SELECT id, service FROM contact_kept_form WHERE until_at <= ? ORDER BY until_at LIMIT ?

-- name: forget_kept_form_over
DELETE FROM contact_kept_form WHERE id = ?

-- name: add_subscription
INSERT INTO alerts_subscription (id, email, mailbox, token, about, uprn, usrn, ward, latitude, longitude, radius_m, often, language,
                                 asked_at, mailed_at, confirmed_at, reminded_day)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 0)

-- name: find_by_token
SELECT id, email, token, about, uprn, ward, latitude, longitude, radius_m, often, language, confirmed_at, mailed_at
FROM alerts_subscription WHERE token = ?

-- name: find_by_id
SELECT id, email, token, about, uprn, ward, latitude, longitude, radius_m, often, language, confirmed_at, mailed_at
FROM alerts_subscription WHERE id = ?

-- name: of_mailbox
SELECT id, email, token, about, uprn, ward, latitude, longitude, radius_m, often, language, confirmed_at, mailed_at
FROM alerts_subscription WHERE mailbox = ? ORDER BY id

-- name: note_mailed
UPDATE alerts_subscription SET mailed_at = ?, often = ? WHERE id = ?

-- name: confirm
UPDATE alerts_subscription SET confirmed_at = ? WHERE id = ?

-- name: set_often
UPDATE alerts_subscription SET often = ? WHERE id = ?

-- name: remove_subscription
DELETE FROM alerts_subscription WHERE id = ?

-- name: never_confirmed
SELECT id FROM alerts_subscription WHERE confirmed_at IS NULL AND asked_at < ? ORDER BY asked_at LIMIT ?

-- name: to_remind
SELECT id, email, token, about, uprn, ward, latitude, longitude, radius_m, often, language, confirmed_at, mailed_at
FROM alerts_subscription WHERE about = 'bins' AND reminded_day < ? AND confirmed_at IS NOT NULL ORDER BY reminded_day, id LIMIT ?

-- name: note_reminded
UPDATE alerts_subscription SET reminded_day = ? WHERE id = ?

-- name: any_for_news
SELECT 1 FROM alerts_subscription WHERE about IN ('ward', 'around') LIMIT 1

-- name: in_ward
SELECT id, email, token, about, uprn, ward, latitude, longitude, radius_m, often, language, confirmed_at, mailed_at
FROM alerts_subscription WHERE ward = ? AND about = 'ward' AND confirmed_at IS NOT NULL

-- name: near_by
SELECT id, email, token, about, uprn, ward, latitude, longitude, radius_m, often, language, confirmed_at, mailed_at
FROM alerts_subscription WHERE about = 'around' AND latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ? AND confirmed_at IS NOT NULL

-- name: bins_in_street
SELECT id, email, token, about, uprn, ward, latitude, longitude, radius_m, often, language, confirmed_at, mailed_at
FROM alerts_subscription WHERE usrn = ? AND about = 'bins' AND confirmed_at IS NOT NULL ORDER BY id

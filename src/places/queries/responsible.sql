-- name: find_body
SELECT phone, email, web FROM places_body WHERE name = ?

-- name: put_body
INSERT INTO places_body (name, phone, email, web) VALUES (?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET phone = excluded.phone, email = excluded.email, web = excluded.web

-- name: find_responsible
SELECT body FROM places_responsible WHERE subject = ? AND uprn = ? AND usrn = ? AND ward = ?

-- name: put_responsible
INSERT INTO places_responsible (subject, uprn, usrn, ward, body) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (subject, uprn, usrn, ward) DO UPDATE SET body = excluded.body

-- name: somebody_responsible
SELECT 1 FROM places_responsible WHERE subject = ? LIMIT 1

-- name: responsible_at
SELECT r.body, COALESCE(b.phone, ''), COALESCE(b.email, ''), COALESCE(b.web, '')
FROM places_responsible r LEFT JOIN places_body b ON b.name = r.body
WHERE r.subject = ? AND r.uprn IN (0, ?) AND r.usrn IN (0, ?) AND r.ward IN ('', ?)
ORDER BY r.uprn DESC, r.usrn DESC, r.ward DESC LIMIT 1

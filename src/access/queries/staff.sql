-- name: add_staff
INSERT INTO access_staff (staff, email, name, password, password_at, password_temporary, active, added_at)
VALUES (?, ?, ?, ?, ?, ?, 1, ?)

-- name: find_staff
SELECT staff, email, name, active FROM access_staff WHERE staff = ?

-- name: find_staff_by_email
SELECT staff, email, name, active FROM access_staff WHERE email = ?

-- name: all_staff
SELECT staff, email, name, active FROM access_staff ORDER BY name, staff

-- name: staff_in_team
SELECT s.staff, s.email, s.name, s.active
FROM access_membership m JOIN access_staff s ON s.staff = m.staff
WHERE m.team = ? AND s.active = 1 ORDER BY s.name, s.staff

-- name: any_staff
SELECT staff FROM access_staff LIMIT 1

-- name: change_staff
UPDATE access_staff SET email = ?, name = ? WHERE staff = ?

-- name: set_active
UPDATE access_staff SET active = ? WHERE staff = ? AND active <> ?

-- name: find_account
SELECT staff, password, active FROM access_staff WHERE email = ?

-- name: set_password
UPDATE access_staff SET password = ?, password_at = ?, password_temporary = ? WHERE staff = ?

-- name: has_temporary_password
SELECT password_temporary FROM access_staff WHERE staff = ?

-- name: password_since
SELECT password_at FROM access_staff WHERE staff = ? AND active = 1

-- name: edition
SELECT edition FROM access_edition WHERE name = 'rights'

-- name: next_edition
UPDATE access_edition SET edition = edition + 1 WHERE name = 'rights'

-- name: all_roles
SELECT role, name, reach FROM access_role ORDER BY name

-- name: permissions_of_role
SELECT r.role, r.reach, p.permission
FROM access_role r JOIN access_role_permission p ON p.role = r.role
WHERE r.role = ?

-- name: permissions_of_staff
SELECT r.role, r.reach, p.permission
FROM access_grant g JOIN access_role r ON r.role = g.role LEFT JOIN access_role_permission p ON p.role = r.role
WHERE g.staff = ? ORDER BY r.role

-- name: add_grant
INSERT INTO access_grant (staff, role) VALUES (?, ?) ON CONFLICT (staff, role) DO NOTHING

-- name: remove_grant
DELETE FROM access_grant WHERE staff = ? AND role = ?

-- name: active_holders
SELECT COUNT(DISTINCT g.staff)
FROM access_grant g JOIN access_role_permission p ON p.role = g.role JOIN access_staff s ON s.staff = g.staff
WHERE p.permission = ? AND s.active = 1

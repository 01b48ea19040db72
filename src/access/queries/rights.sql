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
SELECT g.role, g.team, g.services, g.areas, r.reach, p.permission
FROM (
    SELECT role, 0 AS team, '' AS services, '' AS areas FROM access_grant WHERE staff = ?
    UNION ALL
    SELECT role, team, services, areas FROM access_limited_grant WHERE staff = ?
) g JOIN access_role r ON r.role = g.role LEFT JOIN access_role_permission p ON p.role = r.role
ORDER BY g.role, g.team, g.services, g.areas

-- name: grants_of_staff
SELECT role, 0 AS team, '' AS services, '' AS areas FROM access_grant WHERE staff = ?
UNION ALL
SELECT role, team, services, areas FROM access_limited_grant WHERE staff = ?
ORDER BY 1, 2, 3, 4

-- name: find_role
SELECT role FROM access_role WHERE role = ?

-- name: granted_permissions
SELECT DISTINCT p.permission
FROM access_role_permission p
WHERE EXISTS (SELECT 1 FROM access_grant g WHERE g.role = p.role)
   OR EXISTS (SELECT 1 FROM access_limited_grant l WHERE l.role = p.role)

-- name: permissions_by_role
SELECT role, permission FROM access_role_permission ORDER BY role, permission

-- name: add_grant
INSERT INTO access_grant (staff, role) VALUES (?, ?) ON CONFLICT (staff, role) DO NOTHING

-- name: add_limited_grant
INSERT INTO access_limited_grant (staff, role, team, services, areas) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (staff, role, team, services, areas) DO NOTHING

-- name: remove_grant
DELETE FROM access_grant WHERE staff = ? AND role = ?

-- name: remove_limited_grant
DELETE FROM access_limited_grant WHERE staff = ? AND role = ? AND team = ? AND services = ? AND areas = ?

-- name: active_holders
SELECT COUNT(DISTINCT g.staff)
FROM access_grant g JOIN access_role r ON r.role = g.role JOIN access_role_permission p ON p.role = g.role
    JOIN access_staff s ON s.staff = g.staff
WHERE p.permission = ? AND r.reach = 'all' AND s.active = 1

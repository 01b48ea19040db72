-- name: add_team
INSERT INTO access_team (team, parent, name, kind) VALUES (?, ?, ?, ?)

-- name: change_team
UPDATE access_team SET parent = ?, name = ?, kind = ? WHERE team = ?

-- name: find_team
SELECT team, parent, name, kind FROM access_team WHERE team = ?

-- name: find_team_by_name
SELECT team, parent, name, kind FROM access_team WHERE name = ?

-- name: all_teams
SELECT team, parent, name, kind FROM access_team ORDER BY name

-- name: add_membership
INSERT INTO access_membership (staff, team) VALUES (?, ?) ON CONFLICT (staff, team) DO NOTHING

-- name: remove_membership
DELETE FROM access_membership WHERE staff = ? AND team = ?

-- name: own_teams
SELECT team FROM access_membership WHERE staff = ? ORDER BY team

-- name: teams_of_staff
WITH RECURSIVE below (team) AS (
    SELECT team FROM access_membership WHERE staff = ?
    UNION
    SELECT t.team FROM access_team t JOIN below b ON t.parent = b.team
)
SELECT team FROM below ORDER BY team

-- name: teams_below
WITH RECURSIVE below (team) AS (
    SELECT team FROM access_team WHERE team = ?
    UNION
    SELECT t.team FROM access_team t JOIN below b ON t.parent = b.team
)
SELECT team FROM below ORDER BY team

-- name: teams_joined
SELECT t.team, t.parent, t.name, t.kind
FROM access_membership m JOIN access_team t ON t.team = m.team WHERE m.staff = ? ORDER BY t.name

-- name: count_members
SELECT m.team, COUNT(*)
FROM access_membership m JOIN access_staff s ON s.staff = m.staff WHERE s.active = 1 GROUP BY m.team

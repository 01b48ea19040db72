-- name: put_skill
INSERT INTO access_skill (skill, name, about) VALUES (?, ?, ?)
ON CONFLICT (skill) DO UPDATE SET name = excluded.name, about = excluded.about

-- name: know_skill
INSERT INTO access_skill (skill, name, about) VALUES (?, ?, '') ON CONFLICT (skill) DO NOTHING

-- name: all_skills
SELECT skill, name, about FROM access_skill ORDER BY name, skill

-- name: skill_name
SELECT name FROM access_skill WHERE skill = ?

-- name: holds_skill
SELECT staff FROM access_skill_held WHERE staff = ? AND skill = ? AND (until_at IS NULL OR until_at > ?)

-- name: skills_held_now
SELECT skill FROM access_skill_held WHERE staff = ? AND (until_at IS NULL OR until_at > ?) ORDER BY skill

-- name: skills_of
SELECT staff, skill, given_at, given_by, until_at FROM access_skill_held WHERE staff = ? ORDER BY skill

-- name: put_held_skill
INSERT INTO access_skill_held (staff, skill, given_at, given_by, until_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (staff, skill) DO UPDATE SET given_at = excluded.given_at, given_by = excluded.given_by, until_at = excluded.until_at

-- name: drop_held_skill
DELETE FROM access_skill_held WHERE staff = ? AND skill = ?

-- name: held_in_team
SELECT h.staff FROM access_skill_held h JOIN access_membership m ON m.staff = h.staff JOIN access_staff s ON s.staff = h.staff
WHERE m.team = ? AND h.skill = ? AND (h.until_at IS NULL OR h.until_at > ?) AND s.active = 1 LIMIT 1

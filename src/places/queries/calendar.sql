-- name: calendar
SELECT rules, closed_digest FROM places_calendar WHERE id = 1

-- name: put_calendar
INSERT INTO places_calendar (id, rules, closed_digest) VALUES (1, ?, ?)
ON CONFLICT (id) DO UPDATE SET rules = excluded.rules, closed_digest = excluded.closed_digest

-- name: closing_days
SELECT day, name FROM places_closing_day ORDER BY day

-- name: put_closing_day
INSERT INTO places_closing_day (day, name) VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET name = excluded.name

-- name: remove_closing_day
DELETE FROM places_closing_day WHERE day = ?

-- name: team_hours
SELECT hours, keeps_holidays FROM places_team_hours WHERE team = ?

-- name: put_team_hours
INSERT INTO places_team_hours (team, hours, keeps_holidays) VALUES (?, ?, ?)
ON CONFLICT (team) DO UPDATE SET hours = excluded.hours, keeps_holidays = excluded.keeps_holidays

-- name: forget_team_hours
DELETE FROM places_team_hours WHERE team = ?

-- name: team_closing_days
SELECT day, name FROM places_team_closing_day WHERE team = ? ORDER BY day

-- name: put_team_closing_day
INSERT INTO places_team_closing_day (team, day, name) VALUES (?, ?, ?) ON CONFLICT (team, day) DO UPDATE SET name = excluded.name

-- name: remove_team_closing_day
DELETE FROM places_team_closing_day WHERE team = ? AND day = ?

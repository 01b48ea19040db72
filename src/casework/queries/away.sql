-- name: add_away
INSERT INTO casework_away (id, staff, stand_in, from_at, until_at, over_at) VALUES (?, ?, ?, ?, ?, NULL)

-- name: find_away
SELECT id, staff, stand_in, from_at, until_at, over_at FROM casework_away WHERE id = ?

-- name: away_at
SELECT id, staff, stand_in, from_at, until_at, over_at FROM casework_away
WHERE staff = ? AND over_at IS NULL AND from_at <= ? AND until_at > ? ORDER BY from_at LIMIT 1

-- name: everybody_away
SELECT id, staff, stand_in, from_at, until_at, over_at FROM casework_away WHERE over_at IS NULL AND from_at <= ? AND until_at > ? ORDER BY until_at, id

-- name: aways_from
SELECT id, staff, stand_in, from_at, until_at, over_at FROM casework_away WHERE over_at IS NULL AND until_at > ? ORDER BY from_at, id

-- name: away_between
SELECT id FROM casework_away WHERE staff = ? AND over_at IS NULL AND from_at < ? AND until_at > ? LIMIT 1

-- name: last_away
SELECT id, staff, stand_in, from_at, until_at, over_at FROM casework_away WHERE staff = ? AND from_at <= ? AND (over_at > from_at OR (over_at IS NULL AND until_at <= ?))
ORDER BY from_at DESC, id DESC LIMIT 1

-- name: end_away
UPDATE casework_away SET over_at = ? WHERE id = ? AND over_at IS NULL

-- name: put_instead
INSERT INTO casework_instead (task, away, staff, came_at) VALUES (?, ?, ?, ?)
ON CONFLICT (task) DO UPDATE SET away = excluded.away, staff = excluded.staff, came_at = excluded.came_at

-- name: forget_instead
DELETE FROM casework_instead WHERE task = ?

-- name: instead_of
SELECT staff FROM casework_instead WHERE task = ?

-- name: away_behind
SELECT a.id, a.staff, a.stand_in, a.from_at, a.until_at, a.over_at FROM casework_instead i JOIN casework_away a ON a.id = i.away WHERE i.task = ?

-- name: came_instead
SELECT task FROM casework_instead WHERE away = ? ORDER BY came_at, task LIMIT 100

-- name: last_done
SELECT id, done_by FROM casework_task WHERE case_id = ? AND element = ? AND state = 'done' ORDER BY done_at DESC, id DESC LIMIT 1

-- name: add_late
INSERT INTO rounds_late (id, round, day, last_day, reason, comes_by, marked_at, cleared_at) VALUES (?, ?, ?, ?, ?, ?, ?, NULL)

-- name: add_late_street
INSERT INTO rounds_late_street (late, usrn) VALUES (?, ?)

-- name: find_standing_late
SELECT round FROM rounds_late WHERE id = ? AND cleared_at IS NULL AND last_day >= ?

-- name: clear_late
UPDATE rounds_late SET cleared_at = ? WHERE id = ?

-- name: clear_late_of_day
UPDATE rounds_late SET cleared_at = ? WHERE round = ? AND last_day >= ? AND day = ? AND cleared_at IS NULL

-- name: standing_late
SELECT l.id, l.round, l.day, l.reason, l.comes_by, l.marked_at, b.code, b.name, b.holds, b.colour
FROM rounds_late l JOIN rounds_round r ON r.code = l.round JOIN rounds_bin b ON b.code = r.bin
WHERE l.last_day >= ? AND l.cleared_at IS NULL ORDER BY l.marked_at DESC, l.id DESC

-- name: late_streets
SELECT usrn FROM rounds_late_street WHERE late = ? ORDER BY usrn

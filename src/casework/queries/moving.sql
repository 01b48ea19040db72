-- name: count_by_version
SELECT service, map_version, COUNT(*) FROM casework_run WHERE state <> 'ended' AND service <> '' GROUP BY service, map_version ORDER BY service, map_version

-- name: runs_on_version
SELECT id FROM casework_run WHERE state <> 'ended' AND service = ? AND map_version = ? AND id > ? ORDER BY id LIMIT ?

-- name: name_service
UPDATE casework_run SET service = ? WHERE id = ? AND service = ''

-- name: set_version
UPDATE casework_run SET map_version = ? WHERE id = ?

-- name: fit_task
UPDATE casework_task SET element = ?, name = ?, team = ?, skill = ?, form = ?, in_the_field = ?, owner = ?, changes = changes + 1 WHERE id = ?

-- name: add_move
INSERT INTO casework_move (id, service, from_version, to_version, mapping, begun_at, begun_by, ended_at, moved, refused, after_run)
VALUES (?, ?, ?, ?, ?, ?, ?, NULL, 0, 0, 0)

-- name: find_move
SELECT id, service, from_version, to_version, mapping, begun_at, begun_by, ended_at, moved, refused, after_run FROM casework_move WHERE id = ?

-- name: newest_moves
SELECT id, service, from_version, to_version, mapping, begun_at, begun_by, ended_at, moved, refused, after_run FROM casework_move
ORDER BY begun_at DESC, id DESC LIMIT ?

-- name: moves_under_way
SELECT id FROM casework_move WHERE service = ? AND ended_at IS NULL

-- name: save_move
UPDATE casework_move SET moved = ?, refused = ?, after_run = ?, ended_at = ? WHERE id = ?

-- name: add_move_refused
INSERT INTO casework_move_refused (move, case_id, reasons) VALUES (?, ?, ?)

-- name: move_refused
SELECT case_id, reasons FROM casework_move_refused WHERE move = ? ORDER BY case_id LIMIT ?

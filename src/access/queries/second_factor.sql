-- name: begin_second_factor
INSERT INTO access_second_factor (staff, sealed, begun_at, on_at, last_step) VALUES (?, ?, ?, NULL, 0)
ON CONFLICT (staff) DO UPDATE SET sealed = excluded.sealed, begun_at = excluded.begun_at, last_step = 0
WHERE access_second_factor.on_at IS NULL

-- name: find_second_factor
SELECT sealed, on_at, last_step FROM access_second_factor WHERE staff = ?

-- name: turn_on_second_factor
UPDATE access_second_factor SET on_at = ?, last_step = ? WHERE staff = ? AND on_at IS NULL

-- name: accept_step
UPDATE access_second_factor SET last_step = ? WHERE staff = ? AND last_step < ?

-- name: drop_second_factor
DELETE FROM access_second_factor WHERE staff = ?

-- name: has_second_factor
SELECT staff FROM access_second_factor WHERE staff = ? AND on_at IS NOT NULL

-- name: add_recovery_code
INSERT INTO access_recovery_code (staff, digest) VALUES (?, ?)

-- name: use_recovery_code
UPDATE access_recovery_code SET used_at = ? WHERE staff = ? AND digest = ? AND used_at IS NULL

-- name: count_recovery_codes
SELECT COUNT(*) FROM access_recovery_code WHERE staff = ? AND used_at IS NULL

-- name: drop_recovery_codes
DELETE FROM access_recovery_code WHERE staff = ?

-- name: deadlines_of
SELECT clock, next_at, warned_for, missed_for, rungs FROM clocks_deadline WHERE case_id = ?

-- name: put_deadline
INSERT INTO clocks_deadline (case_id, clock, next_at, warned_for, missed_for, rungs) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (case_id, clock) DO UPDATE
SET next_at = excluded.next_at, warned_for = excluded.warned_for, missed_for = excluded.missed_for, rungs = excluded.rungs

-- name: forget_deadlines
DELETE FROM clocks_deadline WHERE case_id = ?

-- name: due_cases
SELECT case_id FROM clocks_deadline WHERE next_at <= ? ORDER BY next_at, case_id LIMIT ?

-- name: cases_with_deadlines
SELECT DISTINCT case_id FROM clocks_deadline WHERE case_id > ? ORDER BY case_id LIMIT ?

-- name: add_pause
INSERT INTO clocks_pause (id, case_id, reason, words, since, ended, paused_by) VALUES (?, ?, ?, ?, ?, NULL, ?)

-- name: end_pauses
UPDATE clocks_pause SET ended = ? WHERE case_id = ? AND ended IS NULL

-- name: pauses_of
SELECT id, reason, words, since, ended, paused_by FROM clocks_pause WHERE case_id = ? ORDER BY since, id

-- name: add
INSERT INTO jobs_job (id, kind, job_key, payload, due, state, attempts, token, node, cancelled, problem, request_id, changed)
VALUES (?, ?, '', ?, ?, 'waiting', 0, 0, '', 0, '', ?, ?)

-- name: add_keyed
INSERT INTO jobs_job (id, kind, job_key, payload, due, state, attempts, token, node, cancelled, problem, request_id, changed)
VALUES (?, ?, ?, ?, ?, 'waiting', 0, 0, '', 0, '', ?, ?)
ON CONFLICT (kind, job_key) WHERE state = 'waiting' AND job_key <> ''
DO UPDATE SET payload = excluded.payload, due = excluded.due, attempts = 0, problem = '',
              request_id = excluded.request_id, changed = excluded.changed
RETURNING id

-- name: cancel_waiting
DELETE FROM jobs_job WHERE kind = ? AND job_key = ? AND state = 'waiting'

-- name: cancel_running
UPDATE jobs_job SET cancelled = 1 WHERE kind = ? AND job_key = ? AND state = 'running'

-- name: complete
DELETE FROM jobs_job WHERE id = ? AND token = ? AND state = 'running'

-- name: give_back
UPDATE jobs_job SET state = 'waiting', due = ?, problem = ?, changed = ?, node = ''
WHERE id = ? AND token = ? AND state = 'running' AND cancelled = 0
  AND (job_key = '' OR NOT EXISTS (SELECT 1 FROM jobs_job newer
       WHERE newer.kind = jobs_job.kind AND newer.job_key = jobs_job.job_key AND newer.state = 'waiting'))

-- name: give_back_untouched
UPDATE jobs_job SET state = 'waiting', attempts = attempts - 1, node = ''
WHERE id = ? AND token = ? AND state = 'running' AND cancelled = 0
  AND (job_key = '' OR NOT EXISTS (SELECT 1 FROM jobs_job newer
       WHERE newer.kind = jobs_job.kind AND newer.job_key = jobs_job.job_key AND newer.state = 'waiting'))

-- name: bury
UPDATE jobs_job SET state = 'dead', problem = ?, changed = ?, node = ''
WHERE id = ? AND token = ? AND state = 'running' AND cancelled = 0

-- name: drop_superseded_of
DELETE FROM jobs_job
WHERE state = 'running' AND node = ?
  AND (cancelled = 1 OR (job_key <> '' AND EXISTS (SELECT 1 FROM jobs_job newer
       WHERE newer.kind = jobs_job.kind AND newer.job_key = jobs_job.job_key AND newer.state = 'waiting')))

-- name: release_of
UPDATE jobs_job SET state = 'waiting', token = token + 1, node = '' WHERE state = 'running' AND node = ?

-- name: running_nodes
SELECT DISTINCT node FROM jobs_job WHERE state = 'running'

-- name: dead_letters
SELECT id, kind, job_key, payload, attempts, problem, request_id, changed FROM jobs_job
WHERE state = 'dead' AND id > ? ORDER BY id LIMIT ?

-- name: retry_dead
UPDATE jobs_job SET state = 'waiting', due = 0, attempts = 0, changed = ?
WHERE id = ? AND state = 'dead'
  AND (job_key = '' OR NOT EXISTS (SELECT 1 FROM jobs_job newer
       WHERE newer.kind = jobs_job.kind AND newer.job_key = jobs_job.job_key AND newer.state = 'waiting'))

-- name: discard_dead
DELETE FROM jobs_job WHERE id = ? AND state = 'dead'

-- name: is_dead
SELECT 1 FROM jobs_job WHERE id = ? AND state = 'dead'

-- name: count_states
SELECT state, count(*), sum(CASE WHEN due <= ? THEN 1 ELSE 0 END) FROM jobs_job GROUP BY state

-- name: set_timer
INSERT INTO jobs_timer (name, kind, payload, period, next_due) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, payload = excluded.payload, period = excluded.period,
    next_due = CASE WHEN jobs_timer.period = excluded.period THEN jobs_timer.next_due ELSE excluded.next_due END

-- name: timers_to_tend
SELECT name, kind, payload, period, next_due FROM jobs_timer
WHERE next_due <= ? OR next_due > ? + 2 * period ORDER BY next_due, name

-- name: move_timer
UPDATE jobs_timer SET next_due = ? WHERE name = ? AND next_due = ?

-- name: held_by
SELECT id, token FROM jobs_job WHERE state = 'running' AND node = ?

-- name: join
INSERT INTO jobs_node (node, beat) VALUES (?, 1) ON CONFLICT (node) DO UPDATE SET beat = jobs_node.beat + 1

-- name: beat
UPDATE jobs_node SET beat = beat + 1 WHERE node = ?

-- name: nodes
SELECT node, beat FROM jobs_node ORDER BY node

-- name: strike_off
DELETE FROM jobs_node WHERE node = ? AND beat = ?

-- name: leave
DELETE FROM jobs_node WHERE node = ?

-- name: due_kinds
WITH RECURSIVE waiting (kind) AS (
    SELECT MIN(kind) FROM jobs_job WHERE state = 'waiting'
    UNION ALL
    SELECT (SELECT MIN(j.kind) FROM jobs_job j WHERE j.state = 'waiting' AND j.kind > waiting.kind) FROM waiting WHERE waiting.kind IS NOT NULL)
SELECT kind FROM waiting
WHERE kind IS NOT NULL AND (SELECT MIN(j.due) FROM jobs_job j WHERE j.state = 'waiting' AND j.kind = waiting.kind) <= ?

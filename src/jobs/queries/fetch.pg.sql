-- name: fetch
UPDATE jobs_job SET state = 'running', node = ?, token = token + 1, attempts = attempts + 1
WHERE id IN (
    SELECT id FROM jobs_job AS waiting
    WHERE state = 'waiting' AND due <= ? AND strpos(?, ' ' || kind || ' ') > 0
      AND (job_key = '' OR NOT EXISTS (SELECT 1 FROM jobs_job AS busy
           WHERE busy.kind = waiting.kind AND busy.job_key = waiting.job_key AND busy.state = 'running'))
    ORDER BY due, id LIMIT ? FOR UPDATE SKIP LOCKED)
RETURNING id, kind, job_key, payload, attempts, token, request_id

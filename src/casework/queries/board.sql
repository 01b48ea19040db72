-- name: errands_waited_for
SELECT r.case_id, e.errand FROM casework_errand e JOIN casework_run r ON r.id = e.run
WHERE e.settled_at IS NULL AND r.state = 'running' AND e.errand > ? ORDER BY e.errand LIMIT ?

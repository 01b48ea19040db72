-- name: plan_afresh
SELECT set_config('plan_cache_mode', 'force_custom_plan', true)

-- name: rank_on_postgres
SELECT entry, subject, ts_rank('{0.1, 0.2, 0.4, 1.0}', tokens, asked)::double precision AS worth
FROM (SELECT entry, subject, tokens, index_name, ?::tsquery AS asked FROM search_entry) AS e
WHERE tokens @@ asked AND entry >= ? AND entry < ? AND index_name = ? ORDER BY entry DESC LIMIT ?

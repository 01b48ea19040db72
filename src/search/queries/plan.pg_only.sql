-- name: plan_afresh
SELECT set_config('plan_cache_mode', 'force_custom_plan', true)

-- name: rank_on_postgres
SELECT entry, subject, ts_rank('{0.1, 0.2, 0.4, 1.0}', tokens, asked)::double precision AS worth
FROM (SELECT entry, subject, tokens, index_name, ?::tsquery AS asked FROM search_entry) AS e
WHERE tokens @@ asked AND entry >= ? AND entry < ? AND index_name = ? ORDER BY entry DESC LIMIT ?

-- name: newest_among
SELECT entry, subject
FROM (SELECT entry, subject, tokens, index_name FROM search_entry WHERE entry >= ? AND entry < ? ORDER BY entry DESC LIMIT ?) AS newest
WHERE tokens @@ ?::tsquery AND index_name = ? ORDER BY entry DESC LIMIT ?

-- name: by_words_alone
SELECT set_config('enable_seqscan', ?, true), set_config('enable_indexscan', ?, true), set_config('jit', ?, true)

-- name: newest_by_words
WITH hit AS MATERIALIZED (SELECT entry, subject FROM search_entry WHERE tokens @@ ?::tsquery AND entry >= ? AND entry < ? AND index_name = ?)
SELECT entry, subject FROM hit ORDER BY entry DESC LIMIT ?

-- name: set_planning
SELECT set_config('plan_cache_mode', ?, true)

-- name: rank_on_postgres
SELECT entry, subject, ts_rank('{0.1, 0.2, 0.4, 1.0}', tokens, asked)::double precision AS worth
FROM (SELECT entry, subject, tokens, index_name, ?::tsquery AS asked FROM search_entry) AS e
WHERE tokens @@ asked AND entry >= ? AND entry < ? AND index_name = ? ORDER BY entry DESC LIMIT ?

-- name: newest_among
SELECT entry, subject
FROM (SELECT entry, subject, tokens, index_name FROM search_entry WHERE entry >= ? AND entry < ? ORDER BY entry DESC LIMIT ?) AS newest
WHERE tokens @@ ?::tsquery AND index_name = ? ORDER BY entry DESC LIMIT ?

-- name: some_cases_by_words
WITH hit AS MATERIALIZED (
    SELECT entry, subject FROM search_entry WHERE tokens @@ ?::tsquery AND entry + 0 >= ? AND entry + 0 < ? AND index_name = 'cases')
SELECT entry, subject FROM (SELECT entry, subject FROM hit LIMIT ?) AS hits ORDER BY entry DESC

-- name: some_people_by_words
WITH hit AS MATERIALIZED (
    SELECT entry, subject FROM search_entry WHERE tokens @@ ?::tsquery AND entry + 0 >= ? AND entry + 0 < ? AND index_name = 'people')
SELECT entry, subject FROM (SELECT entry, subject FROM hit LIMIT ?) AS hits ORDER BY entry DESC

-- name: some_others_by_words
WITH hit AS MATERIALIZED (
    SELECT entry, subject FROM search_entry WHERE tokens @@ ?::tsquery AND entry + 0 >= ? AND entry + 0 < ? AND index_name <> 'cases' AND index_name <> 'people' AND index_name = ?)
SELECT entry, subject FROM (SELECT entry, subject FROM hit LIMIT ?) AS hits ORDER BY entry DESC

-- name: newest_in_order
SELECT entry, subject FROM search_entry WHERE tokens @@ ?::tsquery AND entry >= ? AND entry < ? AND index_name = ? ORDER BY entry DESC LIMIT ?

-- name: first_vectors
SELECT entry, subject, tokens::text FROM search_entry WHERE entry >= ? AND entry < ? AND index_name = ? ORDER BY entry LIMIT ?

-- name: find_newest
SELECT entry, subject FROM search_entry WHERE tokens @@ ?::tsquery AND entry >= ? AND entry < ? AND index_name = ? ORDER BY entry DESC LIMIT ?

-- name: occurs
WITH hit AS MATERIALIZED (SELECT entry FROM search_entry WHERE tokens @@ ?::tsquery AND entry >= ? AND entry < ? AND index_name = ?) SELECT 1 FROM hit LIMIT 1

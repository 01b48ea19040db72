-- name: count_hits
SELECT count(*) FROM (SELECT 1 FROM search_entry WHERE tokens @@ ?::tsquery AND entry >= ? AND entry < ? AND index_name = ? LIMIT ?) AS hits

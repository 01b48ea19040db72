-- name: count_hits
SELECT count(*) FROM (
    SELECT 1 FROM search_text t JOIN search_entry e ON e.entry = t.rowid
    WHERE t.search_text MATCH ? AND t.rowid >= ? AND t.rowid < ? AND e.index_name = ? ORDER BY t.rowid DESC LIMIT ?) AS hits

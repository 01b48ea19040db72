-- name: find_newest
SELECT t.rowid, e.subject FROM search_text t JOIN search_entry e ON e.entry = t.rowid
WHERE t.search_text MATCH ? AND t.rowid >= ? AND t.rowid < ? AND e.index_name = ? ORDER BY t.rowid DESC LIMIT ?

-- name: occurs
SELECT 1 FROM search_text t JOIN search_entry e ON e.entry = t.rowid
WHERE t.search_text MATCH ? AND t.rowid >= ? AND t.rowid < ? AND e.index_name = ? ORDER BY t.rowid DESC LIMIT 1

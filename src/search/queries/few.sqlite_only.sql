-- name: first_entries
SELECT entry, subject, title, body FROM search_entry WHERE entry >= ? AND entry < ? AND index_name = ? ORDER BY entry LIMIT ?

-- name: rank_on_sqlite
SELECT rowid, worth(search_text, 4, 1) AS worth FROM search_text
WHERE search_text MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?

-- name: subject_of
SELECT subject FROM search_entry WHERE entry = ?

-- name: newest_on_sqlite
SELECT t.rowid, e.subject FROM search_text t JOIN search_entry e ON e.entry = t.rowid
WHERE t.search_text MATCH ? AND t.rowid >= ? AND t.rowid < ? AND e.index_name = ? ORDER BY t.rowid DESC LIMIT ?

-- name: occurs
SELECT 1 FROM search_text t JOIN search_entry e ON e.entry = t.rowid
WHERE t.search_text MATCH ? AND t.rowid >= ? AND t.rowid < ? AND e.index_name = ? ORDER BY t.rowid DESC LIMIT 1

-- name: similar_words
SELECT g.word, w.stem, count(*) AS shared FROM search_gram g JOIN search_word w ON w.word = g.word
WHERE g.gram IN (SELECT value FROM json_each(?)) AND length(g.word) BETWEEN ? AND ?
GROUP BY g.word, w.stem ORDER BY shared DESC, g.word LIMIT 200

-- name: find_newest
SELECT t.rowid, e.subject FROM search_text t JOIN search_entry e ON e.entry = t.rowid
WHERE t.search_text MATCH ? AND t.rowid < ? ORDER BY t.rowid DESC LIMIT ?

-- name: find_best
SELECT t.rowid, e.subject FROM search_text t JOIN search_entry e ON e.entry = t.rowid
WHERE t.search_text MATCH ? ORDER BY bm25(search_text, 4.0, 1.0, 0.0), t.rowid DESC LIMIT ? OFFSET ?

-- name: count_hits
SELECT count(*) FROM (SELECT 1 FROM search_text t WHERE t.search_text MATCH ? LIMIT ?) AS hits

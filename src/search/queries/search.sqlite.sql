-- name: similar_words
SELECT near.word, w.stem FROM (
    SELECT word, count(*) AS shared FROM search_gram
    WHERE gram IN (SELECT value FROM json_each(?)) AND length(word) BETWEEN ? AND ?
    GROUP BY word ORDER BY shared DESC, word LIMIT 200) AS near
JOIN search_word w ON w.word = near.word

-- name: find_newest
SELECT t.rowid, e.subject FROM search_text t JOIN search_entry e ON e.entry = t.rowid
WHERE t.search_text MATCH ? AND t.rowid >= ? AND t.rowid < ? AND e.index_name = ? ORDER BY t.rowid DESC LIMIT ?

-- name: find_to_rank
SELECT t.rowid, e.subject, e.title, e.body, 0.0 AS worth
FROM search_text t JOIN search_entry e ON e.entry = t.rowid
WHERE t.search_text MATCH ? AND t.rowid >= ? AND t.rowid < ? AND e.index_name = ? ORDER BY t.rowid DESC LIMIT ?

-- name: occurs
SELECT 1 FROM search_text t JOIN search_entry e ON e.entry = t.rowid
WHERE t.search_text MATCH ? AND t.rowid >= ? AND t.rowid < ? AND e.index_name = ? ORDER BY t.rowid DESC LIMIT 1

-- name: continuations
SELECT DISTINCT stem FROM search_word WHERE word >= ? AND word < ? AND substr(stem, 1, ?) <> ? ORDER BY stem LIMIT 64

-- name: find_word
SELECT stem FROM search_word WHERE word = ?

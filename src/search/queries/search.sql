-- name: continuations
SELECT DISTINCT stem FROM search_word WHERE word >= ? AND word < ? AND substr(stem, 1, ?) <> ? ORDER BY stem LIMIT 64

-- name: find_word
SELECT stem FROM search_word WHERE word = ?

-- name: words_from
SELECT word FROM search_word WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?

-- name: words_with
SELECT a.word FROM search_gram a JOIN search_gram b ON b.word = a.word AND b.gram = ?
WHERE a.gram = ? AND length(a.word) BETWEEN ? AND ?

-- name: continuations
SELECT DISTINCT stem FROM search_word WHERE word >= ? AND word < ? AND substr(stem, 1, ?) <> ? ORDER BY stem LIMIT 64

-- name: find_word
SELECT stem FROM search_word WHERE word = ?

-- name: words_from
SELECT word FROM search_word WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?

-- name: words_with
SELECT word FROM search_gram WHERE gram = ? AND length(word) BETWEEN ? AND ?

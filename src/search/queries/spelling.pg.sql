-- name: words_ending
SELECT word FROM search_word WHERE reverse(word) >= ? AND reverse(word) < ? AND length(word) BETWEEN ? AND ?

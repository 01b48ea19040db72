-- name: words_ending
SELECT word FROM search_word
WHERE substr(word, -1) || substr(word, -2, 1) || substr(word, -3, 1) || substr(word, -4, 1) || substr(word, -5, 1) >= ?
  AND substr(word, -1) || substr(word, -2, 1) || substr(word, -3, 1) || substr(word, -4, 1) || substr(word, -5, 1) < ? AND length(word) BETWEEN ? AND ?

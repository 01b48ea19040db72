-- name: similar_words
SELECT g.word, w.stem, count(*) AS shared FROM search_gram g JOIN search_word w ON w.word = g.word
WHERE g.gram IN (SELECT json_array_elements_text(?::json)) AND length(g.word) BETWEEN ? AND ?
GROUP BY g.word, w.stem ORDER BY shared DESC, g.word LIMIT 200

-- name: find_newest
SELECT entry, subject FROM search_entry WHERE tokens @@ ?::tsquery AND entry < ? ORDER BY entry DESC LIMIT ?

-- name: find_best
SELECT entry, subject FROM (SELECT entry, subject, tokens, ?::tsquery AS asked FROM search_entry) AS e
WHERE tokens @@ asked ORDER BY ts_rank('{0.1, 0.2, 0.4, 1.0}', tokens, asked) DESC, entry DESC LIMIT ? OFFSET ?

-- name: count_hits
SELECT count(*) FROM (SELECT 1 FROM search_entry WHERE tokens @@ ?::tsquery LIMIT ?) AS hits

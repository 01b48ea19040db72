-- name: similar_words
SELECT near.word, w.stem FROM (
    SELECT word, count(*) AS shared FROM search_gram
    WHERE gram IN (SELECT json_array_elements_text(?::json)) AND length(word) BETWEEN ? AND ?
    GROUP BY word ORDER BY shared DESC, word LIMIT 200) AS near
JOIN search_word w ON w.word = near.word

-- name: find_newest
SELECT entry, subject FROM search_entry WHERE tokens @@ ?::tsquery AND entry >= ? AND entry < ? AND index_name = ? ORDER BY entry DESC LIMIT ?

-- name: find_to_rank
SELECT entry, subject, '' AS title, '' AS body, ts_rank('{0.1, 0.2, 0.4, 1.0}', tokens, asked)::double precision AS worth
FROM (SELECT entry, subject, tokens, index_name, ?::tsquery AS asked FROM search_entry) AS e
WHERE tokens @@ asked AND entry >= ? AND entry < ? AND index_name = ? ORDER BY entry DESC LIMIT ?

-- name: occurs
WITH hit AS MATERIALIZED (SELECT entry FROM search_entry WHERE tokens @@ ?::tsquery AND entry >= ? AND entry < ? AND index_name = ?) SELECT 1 FROM hit LIMIT 1

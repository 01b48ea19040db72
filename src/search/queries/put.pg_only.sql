-- name: put_entry
INSERT INTO search_entry (entry, index_name, subject, tokens) VALUES (?, ?, ?, ?::tsvector)
ON CONFLICT (subject, index_name) DO UPDATE SET entry = excluded.entry, tokens = excluded.tokens

-- name: remove_entry
DELETE FROM search_entry WHERE subject = ? AND index_name = ?

-- name: add_words
WITH fresh AS (
    INSERT INTO search_word (word, stem) SELECT word, stem FROM unnest(?::text[], ?::text[]) AS given (word, stem)
    ON CONFLICT (word) DO NOTHING RETURNING word)
INSERT INTO search_gram (gram, word)
SELECT DISTINCT substr('_' || word || '_', n, 3), word FROM fresh, generate_series(1, length(word)) AS n
ON CONFLICT (gram, word) DO NOTHING

-- name: vectors_as_kept
SELECT entry, index_name, subject, tokens::text FROM search_entry WHERE entry > ? ORDER BY entry LIMIT ?

-- name: find_entry
SELECT entry, title, body, tags FROM search_entry WHERE subject = ? AND index_name = ?

-- name: add_entry
INSERT INTO search_entry (entry, index_name, subject, title, body, tags) VALUES (?, ?, ?, ?, ?, ?)

-- name: delete_entry
DELETE FROM search_entry WHERE entry = ?

-- name: add_tokens
INSERT INTO search_text (rowid, title, body, tags) VALUES (?, ?, ?, ?)

-- name: delete_tokens
INSERT INTO search_text (search_text, rowid, title, body, tags) VALUES ('delete', ?, ?, ?, ?)

-- name: add_person_tokens
INSERT INTO search_people (rowid, title, body, tags) VALUES (?, ?, ?, ?)

-- name: delete_person_tokens
INSERT INTO search_people (search_people, rowid, title, body, tags) VALUES ('delete', ?, ?, ?, ?)

-- name: add_word
INSERT INTO search_word (word, stem) VALUES (?, ?) ON CONFLICT (word) DO NOTHING

-- name: add_gram
INSERT INTO search_gram (gram, word) VALUES (?, ?) ON CONFLICT (gram, word) DO NOTHING

-- name: entries_as_kept
SELECT entry, index_name, subject, title, body, tags FROM search_entry WHERE entry > ? ORDER BY entry LIMIT ?

-- name: first_entries
SELECT entry, subject, title, body FROM search_entry WHERE entry >= ? AND entry < ? AND index_name = ? ORDER BY entry LIMIT ?

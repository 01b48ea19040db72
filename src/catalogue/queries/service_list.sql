-- name: find_listed
SELECT label, description, live FROM catalogue_listed WHERE lgsl = ?

-- name: all_listed
SELECT lgsl FROM catalogue_listed ORDER BY lgsl

-- name: put_listed
INSERT INTO catalogue_listed (lgsl, label, description, live) VALUES (?, ?, ?, ?)
ON CONFLICT (lgsl) DO UPDATE SET label = excluded.label, description = excluded.description, live = excluded.live

-- name: find_link
SELECT authority, lgsl, lgil, url FROM catalogue_link WHERE authority = ? AND lgsl = ? AND lgil = ?

-- name: put_link
INSERT INTO catalogue_link (authority, lgsl, lgil, url) VALUES (?, ?, ?, ?)
ON CONFLICT (authority, lgsl, lgil) DO UPDATE SET url = excluded.url

-- name: links_of
SELECT authority, lgsl, lgil, url FROM catalogue_link WHERE authority = ? ORDER BY lgsl, lgil

-- name: find_asset
SELECT kind, reference, latitude, longitude, usrn, words FROM places_asset WHERE kind = ? AND reference = ?

-- name: assets_in
SELECT kind, reference, latitude, longitude, usrn, words FROM places_asset WHERE kind = ? AND cell = ? ORDER BY reference LIMIT ?

-- name: has_assets
SELECT 1 FROM places_asset WHERE kind = ? LIMIT 1

-- name: put_asset
INSERT INTO places_asset (kind, reference, cell, latitude, longitude, usrn, words) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (kind, reference) DO UPDATE SET cell = excluded.cell, latitude = excluded.latitude, longitude = excluded.longitude,
    usrn = excluded.usrn, words = excluded.words

-- name: town_map
SELECT digest FROM places_town_map WHERE id = 1

-- name: put_town_map
INSERT INTO places_town_map (id, digest) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET digest = excluded.digest

-- name: all_street_lines
SELECT l.usrn, s.name, l.class, l.parts FROM places_street_line l JOIN places_street s ON s.usrn = l.usrn ORDER BY l.usrn

-- name: find_street_line
SELECT class, parts FROM places_street_line WHERE usrn = ?

-- name: put_street_line
INSERT INTO places_street_line (usrn, class, parts) VALUES (?, ?, ?)
ON CONFLICT (usrn) DO UPDATE SET class = excluded.class, parts = excluded.parts

-- name: all_shapes
SELECT code, kind, name, parts FROM places_shape ORDER BY code

-- name: find_shape
SELECT kind, name, parts FROM places_shape WHERE code = ?

-- name: put_shape
INSERT INTO places_shape (code, kind, name, parts) VALUES (?, ?, ?, ?)
ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, name = excluded.name, parts = excluded.parts

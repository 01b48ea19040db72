-- name: add_location
INSERT INTO places_location (id, words, latitude, longitude, uprn, ward, usrn, asset) VALUES (?, ?, ?, ?, ?, ?, ?, ?)

-- name: ward_map
SELECT digest FROM places_ward_map WHERE id = 1

-- name: put_ward_map
INSERT INTO places_ward_map (id, digest) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET digest = excluded.digest

-- name: all_boundaries
SELECT b.ward, w.name, b.shape FROM places_boundary b JOIN places_ward w ON w.code = b.ward ORDER BY b.ward

-- name: find_boundary
SELECT w.name, b.shape FROM places_boundary b JOIN places_ward w ON w.code = b.ward WHERE b.ward = ?

-- name: put_boundary
INSERT INTO places_boundary (ward, shape) VALUES (?, ?) ON CONFLICT (ward) DO UPDATE SET shape = excluded.shape

-- name: put_postcode
INSERT INTO places_postcode (code, latitude, longitude, ward, quality) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (code) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude, ward = excluded.ward,
    quality = excluded.quality

-- name: find_postcode
SELECT code, latitude, longitude, ward, quality FROM places_postcode WHERE code = ?

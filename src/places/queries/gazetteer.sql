-- name: has_address
SELECT 1 FROM places_address LIMIT 1

-- name: all_wards
SELECT code, name FROM places_ward ORDER BY name, code

-- name: find_ward
SELECT code, name FROM places_ward WHERE code = ?

-- name: put_ward
INSERT INTO places_ward (code, name) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET name = excluded.name

-- name: find_street
SELECT usrn, name, town, ward FROM places_street WHERE usrn = ?

-- name: put_street
INSERT INTO places_street (usrn, name, town, ward) VALUES (?, ?, ?, ?)
ON CONFLICT (usrn) DO UPDATE SET name = excluded.name, town = excluded.town, ward = excluded.ward

-- name: add_street_word
INSERT INTO places_street_word (word, usrn) VALUES (?, ?) ON CONFLICT (word, usrn) DO NOTHING

-- name: remove_street_word
DELETE FROM places_street_word WHERE word = ? AND usrn = ?

-- name: put_address
INSERT INTO places_address (uprn, usrn, flat, name, number, walk, postcode, ward, latitude, longitude, line)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (uprn) DO UPDATE SET usrn = excluded.usrn, flat = excluded.flat, name = excluded.name,
    number = excluded.number, walk = excluded.walk, postcode = excluded.postcode, ward = excluded.ward,
    latitude = excluded.latitude, longitude = excluded.longitude, line = excluded.line

-- name: add_name_word
INSERT INTO places_name_word (word, uprn, own) VALUES (?, ?, ?) ON CONFLICT (word, uprn) DO NOTHING

-- name: remove_name_words
DELETE FROM places_name_word WHERE uprn = ?

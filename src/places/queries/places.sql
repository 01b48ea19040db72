-- name: add_location
INSERT INTO places_location (id, words, latitude, longitude, uprn, ward, usrn) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: add_location
INSERT INTO places_location (id, words, latitude, longitude, uprn) VALUES (?, ?, ?, ?, ?)

-- name: add_person
INSERT INTO people_person (id, recorded_at) VALUES (?, ?)

-- name: add_claim
INSERT INTO people_claim (person, kind, since, value, folded, source) VALUES (?, ?, ?, ?, ?, ?)

-- name: claims_of
SELECT kind, value FROM people_claim WHERE person = ? AND until IS NULL ORDER BY since

-- name: folded_claims_of
SELECT folded FROM people_claim WHERE person = ? AND kind IN ('email', 'phone') AND until IS NULL

-- name: persons_with
SELECT person FROM people_claim
WHERE until IS NULL AND ((folded = ? AND kind = 'email') OR (folded = ? AND kind = 'phone') OR (folded = ? AND kind = 'name'))
GROUP BY person ORDER BY MAX(since) DESC, person DESC LIMIT ?

-- name: persons_after
SELECT id, recorded_at FROM people_person WHERE id > ? ORDER BY id LIMIT ?

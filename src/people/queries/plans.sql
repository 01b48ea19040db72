-- name: add_plan
INSERT INTO people_plan (id, person, reason, words, owner, review_at, ends_at, set_at, set_by, ended_at, ended_by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, '')

-- name: end_plan
UPDATE people_plan SET ended_at = ?, ended_by = ? WHERE id = ? AND ended_at IS NULL

-- name: person_of_plan
SELECT person FROM people_plan WHERE id = ?

-- name: plans_since
SELECT id, person, reason, words, owner, review_at, ends_at, set_at, set_by, ended_at FROM people_plan
WHERE ends_at > ? AND (ended_at IS NULL OR ended_at > ?) ORDER BY review_at, id LIMIT ?

-- name: plans_of
SELECT p.id, p.person, p.reason, p.words, p.owner, p.review_at, p.ends_at, p.set_at, p.set_by, p.ended_at FROM people_plan p
WHERE p.ended_at IS NULL AND p.ends_at > ?
AND EXISTS (SELECT 1 FROM people_claim k WHERE k.person = p.person AND k.until IS NULL
            AND ((k.folded = ? AND k.kind = 'email') OR (k.folded = ? AND k.kind = 'phone')))

-- name: last_number
SELECT COALESCE(MAX(number), 0) FROM journal_fact WHERE subject = ?

-- name: add_numbered_fact
INSERT INTO journal_fact (fact_id, subject_kind, subject, number, kind, at, actor, channel, request_id, data, payload_digest)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: add_fact
INSERT INTO journal_fact (fact_id, subject_kind, subject, number, kind, at, actor, channel, request_id, data, payload_digest)
SELECT ?, ?, ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM journal_fact WHERE subject = ?

-- name: add_payload
INSERT INTO journal_payload (fact_id, salt, body) VALUES (?, ?, ?)

-- name: add_waiting
INSERT INTO journal_waiting (fact_id) VALUES (?)

-- name: waiting_facts
SELECT f.fact_id, f.subject_kind, f.subject, f.number, f.kind, f.at, f.actor, f.channel, f.request_id, f.data, f.payload_digest
FROM journal_waiting w JOIN journal_fact f ON f.fact_id = w.fact_id
ORDER BY f.number, f.at, f.fact_id LIMIT ?

-- name: end_waiting
DELETE FROM journal_waiting WHERE fact_id = ?

-- name: head
SELECT position, hash FROM journal_place ORDER BY position DESC LIMIT 1

-- name: add_place
INSERT INTO journal_place (position, fact_id, hash) VALUES (?, ?, ?)

-- name: facts_after
SELECT f.fact_id, f.subject_kind, f.subject, f.number, f.kind, f.at, f.actor, f.channel, f.request_id, f.data, f.payload_digest, p.position
FROM journal_place p JOIN journal_fact f ON f.fact_id = p.fact_id
WHERE p.position > ? ORDER BY p.position LIMIT ?

-- name: facts_of
SELECT fact_id, subject_kind, subject, number, kind, at, actor, channel, request_id, data, payload_digest
FROM journal_fact WHERE subject = ? ORDER BY number

-- name: places_after
SELECT p.position, p.hash, p.fact_id, f.fact_id, f.subject_kind, f.subject, f.number, f.kind, f.at, f.actor, f.channel, f.request_id,
       f.data, f.payload_digest, y.salt, y.body, y.erased_by
FROM journal_place p LEFT JOIN journal_fact f ON f.fact_id = p.fact_id LEFT JOIN journal_payload y ON y.fact_id = p.fact_id
WHERE p.position > ? ORDER BY p.position LIMIT ?

-- name: first_unplaced
SELECT f.fact_id FROM journal_fact f
WHERE NOT EXISTS (SELECT 1 FROM journal_place p WHERE p.fact_id = f.fact_id)
  AND NOT EXISTS (SELECT 1 FROM journal_waiting w WHERE w.fact_id = f.fact_id)
ORDER BY f.fact_id LIMIT 1

-- name: find_payload
SELECT body FROM journal_payload WHERE fact_id = ?

-- name: erase_payloads_of
UPDATE journal_payload SET body = NULL, salt = ?, erased_by = ?, erased_at = ?
WHERE body IS NOT NULL AND fact_id IN (SELECT fact_id FROM journal_fact WHERE subject = ?)

-- name: reader_position
SELECT position FROM journal_reader WHERE name = ?

-- name: save_reader
INSERT INTO journal_reader (name, position) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position

-- name: add_missed
INSERT INTO journal_missed (name, position, problem, at) VALUES (?, ?, ?, ?)
ON CONFLICT (name, position) DO UPDATE SET problem = excluded.problem, at = excluded.at, asked_at = NULL

-- name: missed
SELECT name, position, problem, at, asked_at FROM journal_missed ORDER BY at, name, position

-- name: ask_again
UPDATE journal_missed SET asked_at = ? WHERE name = ? AND position = ?

-- name: asked_again
SELECT name, position FROM journal_missed WHERE asked_at IS NOT NULL ORDER BY asked_at, name, position LIMIT ?

-- name: end_missed
DELETE FROM journal_missed WHERE name = ? AND position = ?

-- name: end_missed_of
DELETE FROM journal_missed WHERE name = ?

-- name: fact_at
SELECT f.fact_id, f.subject_kind, f.subject, f.number, f.kind, f.at, f.actor, f.channel, f.request_id, f.data, f.payload_digest, p.position
FROM journal_place p JOIN journal_fact f ON f.fact_id = p.fact_id WHERE p.position = ?

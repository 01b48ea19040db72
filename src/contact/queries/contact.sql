-- name: add_interaction
INSERT INTO contact_interaction (id, channel, direction, started_at, ended_at, agent, person, outcome, note)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: add_link
INSERT INTO contact_interaction_request (interaction, request, case_id) VALUES (?, ?, ?)

-- name: links_of
SELECT request FROM contact_interaction_request WHERE interaction = ? ORDER BY request

-- name: find_interaction
SELECT id, channel, direction, started_at, ended_at, COALESCE(agent, 0), COALESCE(person, 0), outcome, note
FROM contact_interaction WHERE id = ?

-- name: set_outcome
UPDATE contact_interaction SET outcome = ? WHERE id = ?

-- name: set_person
UPDATE contact_interaction SET person = ? WHERE id = ? AND ended_at IS NULL

-- name: end_interaction
UPDATE contact_interaction SET ended_at = ?, outcome = ?, note = ? WHERE id = ? AND ended_at IS NULL

-- name: under_way
SELECT id, channel, direction, started_at, ended_at, COALESCE(agent, 0), COALESCE(person, 0), outcome, note
FROM contact_interaction WHERE agent = ? AND ended_at IS NULL ORDER BY started_at

-- name: recent
SELECT id, channel, direction, started_at, ended_at, COALESCE(agent, 0), COALESCE(person, 0), outcome, note
FROM contact_interaction WHERE ended_at IS NOT NULL ORDER BY started_at DESC, id DESC LIMIT ?

-- name: recent_of_agent
SELECT id, channel, direction, started_at, ended_at, COALESCE(agent, 0), COALESCE(person, 0), outcome, note
FROM contact_interaction WHERE agent = ? AND ended_at IS NOT NULL ORDER BY started_at DESC, id DESC LIMIT ?

-- name: is_consulted
SELECT 1 FROM contact_consulted WHERE interaction = ? AND sort = ? AND what = ?

-- name: add_consulted
INSERT INTO contact_consulted (interaction, sort, what, at) VALUES (?, ?, ?, ?)

-- name: interactions_of
SELECT interaction FROM contact_interaction_request WHERE request = ? ORDER BY interaction

-- name: papers_like
SELECT reference, copy FROM contact_paper WHERE digest = ? ORDER BY copy

-- name: add_paper
INSERT INTO contact_paper (digest, copy, service, version, received, request, reference, keyed_at, keyed_by, until_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: forget_paper_about
DELETE FROM contact_paper WHERE request = ?

-- name: forget_papers_over
DELETE FROM contact_paper WHERE request IN (SELECT request FROM contact_paper WHERE until_at <= ? ORDER BY until_at LIMIT ?)

-- name: add_interaction
INSERT INTO contact_interaction (id, channel, direction, started_at, ended_at, agent, person, outcome, note)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: add_link
INSERT INTO contact_interaction_request (interaction, request) VALUES (?, ?)

-- name: find_interaction
SELECT id, channel, direction, started_at, ended_at, COALESCE(agent, 0), COALESCE(person, 0), outcome
FROM contact_interaction WHERE id = ?

-- name: set_outcome
UPDATE contact_interaction SET outcome = ? WHERE id = ?

-- name: recent
SELECT id, channel, direction, started_at, ended_at, COALESCE(agent, 0), COALESCE(person, 0), outcome
FROM contact_interaction ORDER BY started_at DESC, id DESC LIMIT ?

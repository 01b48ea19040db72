-- name: add_ban
INSERT INTO abuse_ban (id, reference, detail, digest, hint, reason, words, banned_by, since, until, lifted_at, refused)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 0)

-- name: bans_of
SELECT id, reference, detail, hint, reason, words, banned_by, since, until, lifted_at, refused FROM abuse_ban WHERE digest = ? AND until > ? AND lifted_at IS NULL
UNION ALL
SELECT id, reference, detail, hint, reason, words, banned_by, since, until, lifted_at, refused FROM abuse_ban WHERE digest = ? AND until > ? AND lifted_at IS NULL
UNION ALL
SELECT id, reference, detail, hint, reason, words, banned_by, since, until, lifted_at, refused FROM abuse_ban WHERE digest = ? AND until > ? AND lifted_at IS NULL

-- name: all_bans
SELECT id, reference, detail, hint, reason, words, banned_by, since, until, lifted_at, refused FROM abuse_ban
WHERE until > ? ORDER BY since DESC, id DESC LIMIT ?

-- name: lift_ban
UPDATE abuse_ban SET lifted_at = ? WHERE id = ? AND lifted_at IS NULL AND until > ?

-- name: count_refused
UPDATE abuse_ban SET refused = refused + 1 WHERE id = ?

-- name: ban_exists
SELECT id FROM abuse_ban WHERE id = ?

-- name: put_trace
INSERT INTO abuse_trace (subject, digest, until) VALUES (?, ?, ?) ON CONFLICT (subject) DO NOTHING

-- name: find_trace
SELECT digest FROM abuse_trace WHERE subject = ? AND until > ?

-- name: forget_traces
DELETE FROM abuse_trace WHERE until < ?

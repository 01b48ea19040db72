-- name: add_message
INSERT INTO notifications_message (id, about_kind, about, wording, version, language, channel, address, address_key, fillings,
                                   state, attempts, code, reason, message_id, queued, tried, changed, large_print)
VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, 'queued', 0, 0, '', '', ?, NULL, ?, ?)

-- name: messages_about
SELECT id, about_kind, about, wording, version, language, channel, state, attempts, code, reason, message_id, queued, changed
FROM notifications_message WHERE about = ? AND about_kind = ?

-- name: failed_messages
SELECT id, about_kind, about, wording, version, language, channel, state, attempts, code, reason, message_id, queued, changed
FROM notifications_message WHERE state = 'failed' AND id > ? ORDER BY id LIMIT ?

-- name: find_message
SELECT id, about_kind, about, wording, version, language, channel, state, attempts, code, reason, message_id, queued, changed
FROM notifications_message WHERE id = ?

-- name: find_draft
SELECT id, about_kind, about, wording, version, language, channel, state, attempts, code, reason, message_id, queued, changed,
       address, fillings, tried, large_print
FROM notifications_message WHERE id = ?

-- name: count_share
SELECT COUNT(*) FROM notifications_message WHERE address_key = ? AND tried IS NOT NULL AND tried > ?

-- name: start_try
UPDATE notifications_message
SET state = 'sending', attempts = attempts + 1, version = ?, message_id = ?, reason = '', tried = COALESCE(tried, ?), changed = ?
WHERE id = ? AND state = ? AND attempts = ?

-- name: note_answer
UPDATE notifications_message SET code = ?, changed = ? WHERE id = ? AND state = 'sending' AND attempts = ?

-- name: settle
UPDATE notifications_message SET state = ?, reason = ?, code = ?, changed = ? WHERE id = ? AND state = ? AND attempts = ?

-- name: requeue
UPDATE notifications_message SET state = 'queued', reason = '', tried = NULL, changed = ? WHERE id = ? AND state = ?

-- name: blank_about
UPDATE notifications_message SET address = '', address_key = '', fillings = '{}', changed = ?
WHERE about = ? AND about_kind = ? AND address <> ''

-- name: add_message
INSERT INTO connectors_message (destination, message, errand, received, named, status, position, verdict, repeats, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)

-- name: note_repeat
UPDATE connectors_message SET repeats = repeats + 1 WHERE destination = ? AND message = ?

-- name: unknown_messages
SELECT destination, message, received, named, status, words, repeats FROM connectors_message WHERE verdict = 'unknown' ORDER BY received DESC LIMIT ?

-- name: messages_of
SELECT message, received, named, status, position, verdict, repeats, words FROM connectors_message WHERE errand = ? ORDER BY received, message

-- name: blank_messages
UPDATE connectors_message SET words = '' WHERE errand = ? AND words <> ''

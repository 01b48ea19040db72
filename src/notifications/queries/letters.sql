-- name: add_letter
INSERT INTO notifications_letter (message, state, address, pages, large_print, pdf, batch, made_at, changed_at, changed_by)
VALUES (?, 'ready', ?, ?, ?, ?, 0, ?, ?, ?)

-- name: ready_letters
SELECT message, state, address, pages, large_print, batch, made_at, changed_at, changed_by FROM notifications_letter
WHERE state = 'ready' ORDER BY made_at, message LIMIT ?

-- name: letters_of_batch
SELECT message, state, address, pages, large_print, batch, made_at, changed_at, changed_by FROM notifications_letter
WHERE batch = ? ORDER BY message

-- name: find_letter
SELECT message, state, address, pages, large_print, batch, made_at, changed_at, changed_by FROM notifications_letter WHERE message = ?

-- name: letter_pdf
SELECT pdf FROM notifications_letter WHERE message = ?

-- name: put_into_batch
UPDATE notifications_letter SET state = ?, batch = ?, changed_at = ?, changed_by = ? WHERE message = ? AND state = 'ready'

-- name: take_back
UPDATE notifications_letter SET state = 'returned', changed_at = ?, changed_by = ? WHERE message = ? AND state IN ('printed', 'handed_over')

-- name: drop_letter
DELETE FROM notifications_letter WHERE message = ?

-- name: add_batch
INSERT INTO notifications_batch (id, how, letters, made_at, made_by, through) VALUES (?, ?, ?, ?, ?, ?)

-- name: find_batch
SELECT id, how, letters, made_at, made_by, through FROM notifications_batch WHERE id = ?

-- name: newest_batches
SELECT id, how, letters, made_at, made_by, through FROM notifications_batch ORDER BY made_at DESC, id DESC LIMIT ?

-- name: newest_returned
SELECT message, state, address, pages, large_print, batch, made_at, changed_at, changed_by FROM notifications_letter
WHERE state = 'returned' ORDER BY changed_at DESC, message LIMIT ?

-- name: blank_letter
UPDATE notifications_letter SET address = '', pdf = ? WHERE message = ?

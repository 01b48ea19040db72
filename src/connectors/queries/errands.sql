-- name: add_errand
INSERT INTO connectors_errand (id, destination, line, place, subject_kind, subject, kind, matter, state, problem, attempts, due, slot, batch, reply_by,
                               token, reference, status, position, outcome, handed_over, first_tried, sent_at, changed)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', '', 0, ?, NULL, NULL, ?, '', '', '', 0, '', ?, NULL, NULL, ?)

-- name: last_place
SELECT MAX(place) FROM connectors_errand WHERE line = ?

-- name: find_errand
SELECT id, destination, line, place, subject_kind, subject, kind, state, problem, attempts, due, slot, batch, reply_by, token, reference, status, position,
       outcome, handed_over, first_tried, sent_at, changed, matter
FROM connectors_errand WHERE id = ?

-- name: first_unsent
SELECT id, destination, line, place, subject_kind, subject, kind, state, problem, attempts, due, slot, batch, reply_by, token, reference, status, position,
       outcome, handed_over, first_tried, sent_at, changed, matter
FROM connectors_errand WHERE line = ? AND state IN ('waiting', 'sending', 'stuck') AND sent_at IS NULL ORDER BY place LIMIT 1

-- name: errands_about
SELECT id, destination, line, place, subject_kind, subject, kind, state, problem, attempts, due, slot, batch, reply_by, token, reference, status, position,
       outcome, handed_over, first_tried, sent_at, changed, ''
FROM connectors_errand WHERE subject = ? AND subject_kind = ? ORDER BY handed_over, id

-- name: stuck_errands
SELECT id, destination, line, place, subject_kind, subject, kind, state, problem, attempts, due, slot, batch, reply_by, token, reference, status, position,
       outcome, handed_over, first_tried, sent_at, changed, ''
FROM connectors_errand WHERE state = 'stuck' ORDER BY handed_over, id LIMIT ?

-- name: waiting_errands
SELECT id, destination, line, place, subject_kind, subject, kind, state, problem, attempts, due, slot, batch, reply_by, token, reference, status, position,
       outcome, handed_over, first_tried, sent_at, changed, ''
FROM connectors_errand WHERE destination = ? AND state IN ('waiting', 'sending') ORDER BY handed_over, id LIMIT ?

-- name: recent_errands
SELECT id, destination, line, place, subject_kind, subject, kind, state, problem, attempts, due, slot, batch, reply_by, token, reference, status, position,
       outcome, handed_over, first_tried, sent_at, changed, ''
FROM connectors_errand WHERE destination = ? ORDER BY handed_over DESC, id DESC LIMIT ?

-- name: unanswered_errands
SELECT id, destination, line, place, subject_kind, subject, kind, state, problem, attempts, due, slot, batch, reply_by, token, reference, status, position,
       outcome, handed_over, first_tried, sent_at, changed, ''
FROM connectors_errand WHERE destination = ? AND state = 'sent' AND reply_by IS NOT NULL AND id > ? ORDER BY id LIMIT ?

-- name: overdue_errands
SELECT id FROM connectors_errand WHERE state = 'sent' AND reply_by IS NOT NULL AND reply_by < ? ORDER BY reply_by LIMIT ?

-- name: by_reference
SELECT id FROM connectors_errand WHERE destination = ? AND reference <> '' AND reference = ?
ORDER BY CASE WHEN reply_by IS NULL THEN 1 ELSE 0 END, place LIMIT 1

-- name: reference_in_line
SELECT reference FROM connectors_errand WHERE line = ? AND place < ? AND reference <> '' ORDER BY place DESC LIMIT 1

-- name: number_awaited
SELECT COUNT(*) FROM connectors_errand WHERE line = ? AND place < ? AND reference = '' AND token <> ''

-- name: lines_waiting
SELECT DISTINCT line FROM connectors_errand WHERE destination = ? AND state IN ('waiting', 'sending')

-- name: make_due
UPDATE connectors_errand SET due = ?, slot = NULL WHERE destination = ? AND state = 'waiting'

-- name: save_errand
UPDATE connectors_errand
SET state = ?, problem = ?, attempts = ?, due = ?, slot = ?, batch = ?, token = ?, reference = ?, status = ?, position = ?, outcome = ?, first_tried = ?,
    sent_at = ?, changed = ?
WHERE id = ?

-- name: set_reply_by
UPDATE connectors_errand SET reply_by = ? WHERE id = ?

-- name: blank_matter
UPDATE connectors_errand SET matter = '', changed = ? WHERE id = ?

-- name: counts_of
SELECT destination, state, COUNT(*), MIN(handed_over) FROM connectors_errand WHERE state IN ('waiting', 'sending', 'stuck')
GROUP BY destination, state

-- name: count_unanswered
SELECT destination, COUNT(*) FROM connectors_errand WHERE state = 'sent' AND reply_by IS NOT NULL GROUP BY destination

-- name: add_entry
INSERT INTO connectors_entry (errand, number, at, what, code, detail, words, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?)

-- name: last_entry
SELECT MAX(number) FROM connectors_entry WHERE errand = ?

-- name: entries_of
SELECT at, what, code, detail, words, actor FROM connectors_entry WHERE errand = ? ORDER BY number

-- name: blank_entries
UPDATE connectors_entry SET words = '' WHERE errand = ? AND words <> ''

-- name: knows_of
SELECT 1 FROM alerts_news WHERE subscription = ? AND thing = ?

-- name: waits
SELECT 1 FROM alerts_news WHERE subscription = ? AND told_at IS NULL LIMIT 1

-- name: add_news
INSERT INTO alerts_news (subscription, thing, case_id, heard_at, told_at) VALUES (?, ?, ?, ?, NULL)

-- name: add_told
INSERT INTO alerts_news (subscription, thing, case_id, heard_at, told_at) VALUES (?, ?, 0, ?, ?)

-- name: untold
SELECT thing, case_id FROM alerts_news WHERE subscription = ? AND told_at IS NULL ORDER BY heard_at, thing

-- name: note_told
UPDATE alerts_news SET told_at = ? WHERE subscription = ? AND told_at IS NULL

-- name: forget_news_of
DELETE FROM alerts_news WHERE subscription = ?

-- name: forget_old_news
DELETE FROM alerts_news WHERE heard_at < ?

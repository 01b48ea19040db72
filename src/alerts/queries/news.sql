-- name: knows_of
SELECT 1 FROM alerts_news WHERE subscription = ? AND request = ?

-- name: waits
SELECT 1 FROM alerts_news WHERE subscription = ? AND told_at IS NULL LIMIT 1

-- name: add_news
INSERT INTO alerts_news (subscription, request, case_id, heard_at, told_at) VALUES (?, ?, ?, ?, NULL)

-- name: untold
SELECT request, case_id FROM alerts_news WHERE subscription = ? AND told_at IS NULL ORDER BY heard_at, request

-- name: note_told
UPDATE alerts_news SET told_at = ? WHERE subscription = ? AND told_at IS NULL

-- name: forget_news_of
DELETE FROM alerts_news WHERE subscription = ?

-- name: forget_old_news
DELETE FROM alerts_news WHERE heard_at < ?

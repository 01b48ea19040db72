-- name: count_asked
INSERT INTO knowledge_asked (audience, words, asked, unfound, opened, last_on, forget_on) VALUES (?, ?, 1, ?, 0, ?, ?)
ON CONFLICT (audience, words) DO UPDATE SET asked = knowledge_asked.asked + 1, unfound = knowledge_asked.unfound + excluded.unfound,
                                           last_on = excluded.last_on, forget_on = excluded.forget_on

-- name: count_opened
UPDATE knowledge_asked SET opened = opened + 1 WHERE audience = ? AND words = ? AND opened < asked - unfound

-- name: asked_words
SELECT COUNT(*) FROM knowledge_asked

-- name: is_asked
SELECT 1 FROM knowledge_asked WHERE audience = ? AND words = ?

-- name: gaps
SELECT audience, words, asked, unfound, opened, last_on FROM knowledge_asked
WHERE asked - opened >= ? AND forget_on > ? ORDER BY asked - opened DESC, last_on DESC, words LIMIT 200

-- name: forget_asked
DELETE FROM knowledge_asked WHERE forget_on <= ? OR (opened >= asked AND last_on < ?)

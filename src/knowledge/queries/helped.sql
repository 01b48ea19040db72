-- name: count_helped
INSERT INTO knowledge_helped (article, version, audience, month, helped, answered) VALUES (?, ?, ?, ?, ?, 1)
ON CONFLICT (article, version, audience, month) DO UPDATE SET helped = knowledge_helped.helped + excluded.helped,
                                                              answered = knowledge_helped.answered + 1

-- name: helped_by_month
SELECT h.version, h.audience, h.month, h.helped, h.answered FROM knowledge_helped h JOIN knowledge_article a ON a.id = h.article
WHERE a.slug = ? ORDER BY h.month DESC, h.version DESC, h.audience LIMIT 60

-- name: add_wanted
INSERT INTO knowledge_wanted (id, article, version, audience, words, said_at, forget_at) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: wanted_of
SELECT w.version, w.audience, w.words, w.said_at FROM knowledge_wanted w JOIN knowledge_article a ON a.id = w.article
WHERE a.slug = ? AND w.forget_at > ? ORDER BY w.said_at DESC, w.id DESC LIMIT ?

-- name: forget_wanted
DELETE FROM knowledge_wanted WHERE forget_at <= ?

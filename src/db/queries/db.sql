-- name: take_ids
UPDATE db_counter SET next = next + ? WHERE name = 'id' RETURNING next

-- name: find_operation
SELECT answer, digest FROM db_operation WHERE id = ?

-- name: save_operation
INSERT INTO db_operation (id, digest, answer, at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING

-- A transaction of ours, marked so that it can be asked for; a second one with the same mark breaks.
-- name: mark_transaction
INSERT INTO db_operation (id, digest, answer, at) VALUES (?, '', '', ?)

-- name: forget_operations
DELETE FROM db_operation WHERE id IN (SELECT id FROM db_operation WHERE at < ? ORDER BY at LIMIT ?)

-- name: ledger
SELECT name FROM db_migration ORDER BY name

-- name: find_lease
SELECT holder, fence, beat FROM db_lease WHERE name = ?

-- name: make_lease
INSERT INTO db_lease (name, holder, fence, beat) VALUES (?, '', 0, 0) ON CONFLICT (name) DO NOTHING

-- name: take_lease
UPDATE db_lease SET holder = ?, fence = fence + 1, beat = beat + 1 WHERE name = ? AND fence = ? AND beat = ?

-- name: beat_lease
UPDATE db_lease SET beat = beat + 1 WHERE name = ? AND holder = ? AND fence = ?

-- name: leave_lease
UPDATE db_lease SET holder = '', beat = beat + 1 WHERE name = ? AND holder = ? AND fence = ?

-- name: ping
SELECT 1

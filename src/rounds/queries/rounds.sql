-- name: all_bins
SELECT code, name, holds, colour FROM rounds_bin ORDER BY name, code

-- name: find_bin
SELECT code, name, holds, colour FROM rounds_bin WHERE code = ?

-- name: put_bin
INSERT INTO rounds_bin (code, name, holds, colour) VALUES (?, ?, ?, ?)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, holds = excluded.holds, colour = excluded.colour

-- name: has_round
SELECT 1 FROM rounds_round LIMIT 1

-- name: all_rounds
SELECT code, bin, first_day, every, last_day, out_by FROM rounds_round ORDER BY code

-- name: find_round
SELECT code, bin, first_day, every, last_day, out_by FROM rounds_round WHERE code = ?

-- name: rounds_of_street
SELECT r.code, r.bin, r.first_day, r.every, r.last_day, r.out_by FROM rounds_street s JOIN rounds_round r ON r.code = s.round
WHERE s.usrn = ? ORDER BY r.code

-- name: rounds_of_address
SELECT r.code, r.bin, r.first_day, r.every, r.last_day, r.out_by FROM rounds_address a JOIN rounds_round r ON r.code = a.round
WHERE a.uprn = ? ORDER BY r.code

-- name: put_round
INSERT INTO rounds_round (code, bin, first_day, every, last_day, out_by) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (code) DO UPDATE SET bin = excluded.bin, first_day = excluded.first_day, every = excluded.every,
    last_day = excluded.last_day, out_by = excluded.out_by

-- name: serves_street
SELECT 1 FROM rounds_street WHERE usrn = ? AND round = ?

-- name: add_street
INSERT INTO rounds_street (usrn, round) VALUES (?, ?)

-- name: remove_street
DELETE FROM rounds_street WHERE usrn = ? AND round = ?

-- name: serves_address
SELECT 1 FROM rounds_address WHERE uprn = ? AND round = ?

-- name: add_address
INSERT INTO rounds_address (uprn, round) VALUES (?, ?)

-- name: remove_address
DELETE FROM rounds_address WHERE uprn = ? AND round = ?

-- name: streets_of_round
SELECT usrn FROM rounds_street WHERE round = ? ORDER BY usrn

-- name: addresses_of_round
SELECT uprn FROM rounds_address WHERE round = ? ORDER BY uprn

-- name: changes_since
SELECT first_day, last_day, round, bin, later, reason FROM rounds_change WHERE last_day >= ? ORDER BY first_day, last_day, round, bin

-- name: find_change
SELECT first_day, last_day, round, bin, later, reason FROM rounds_change
WHERE first_day = ? AND last_day = ? AND round = ? AND bin = ?

-- name: put_change
INSERT INTO rounds_change (first_day, last_day, round, bin, later, reason) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (first_day, last_day, round, bin) DO UPDATE SET later = excluded.later, reason = excluded.reason

-- name: holiday_rules
SELECT holiday, effect FROM rounds_holiday_rule ORDER BY holiday

-- name: put_holiday_rule
INSERT INTO rounds_holiday_rule (holiday, effect) VALUES (?, ?) ON CONFLICT (holiday) DO UPDATE SET effect = excluded.effect

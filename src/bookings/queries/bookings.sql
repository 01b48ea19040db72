-- name: find_calendar
SELECT id, code, name, hours, slot_minutes, capacity, notice_hours, horizon_days, most_per_person, hold_minutes, open_on_holidays
FROM bookings_calendar WHERE code = ?

-- name: calendar_codes
SELECT code FROM bookings_calendar ORDER BY code

-- name: add_calendar
INSERT INTO bookings_calendar
    (id, code, name, hours, slot_minutes, capacity, notice_hours, horizon_days, most_per_person, hold_minutes, open_on_holidays)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: change_calendar
UPDATE bookings_calendar
SET name = ?, hours = ?, slot_minutes = ?, capacity = ?, notice_hours = ?, horizon_days = ?, most_per_person = ?, hold_minutes = ?, open_on_holidays = ?
WHERE id = ?

-- name: find_booking
SELECT id, calendar, starts, ends, state, changes, draft, held_until, request_id, reference, person_id, service, language, reminded_for, changed_at
FROM bookings_booking WHERE id = ?

-- name: find_draft
SELECT id, calendar, starts, ends, state, changes, draft, held_until, request_id, reference, person_id, service, language, reminded_for, changed_at
FROM bookings_booking WHERE draft = ?

-- name: bookings_of
SELECT id, calendar, starts, ends, state, changes, draft, held_until, request_id, reference, person_id, service, language, reminded_for, changed_at
FROM bookings_booking WHERE request_id = ? ORDER BY starts, id

-- name: booked_between
SELECT id, calendar, starts, ends, state, changes, draft, held_until, request_id, reference, person_id, service, language, reminded_for, changed_at
FROM bookings_booking WHERE (starts, id) > (?, ?) AND starts < ? AND state = 'booked' ORDER BY starts, id LIMIT ?

-- name: add_booking
INSERT INTO bookings_booking
    (id, calendar, starts, ends, state, changes, draft, held_until, request_id, reference, person_id, service, language, reminded_for, changed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (draft) DO NOTHING

-- name: save_booking
UPDATE bookings_booking
SET starts = ?, ends = ?, state = ?, changes = ?, draft = ?, held_until = ?, request_id = ?, reference = ?, person_id = ?, service = ?,
    language = ?, reminded_for = ?, changed_at = ?
WHERE id = ? AND changes = ?

-- name: forget_hold
DELETE FROM bookings_booking WHERE id = ? AND changes = ? AND state = 'held'

-- name: lapsed_at
SELECT b.id, b.changes, b.calendar, b.starts
FROM bookings_place p JOIN bookings_booking b ON b.id = p.booking_id
WHERE p.calendar = ? AND p.starts = ? AND b.state = 'held' AND b.held_until <= ? ORDER BY b.id

-- name: lapsed
SELECT id, changes, calendar, starts FROM bookings_booking WHERE held_until <= ? ORDER BY held_until, id LIMIT ?

-- name: places_taken
SELECT place FROM bookings_place WHERE calendar = ? AND starts = ? ORDER BY place

-- name: take_place
INSERT INTO bookings_place (calendar, starts, place, booking_id) VALUES (?, ?, ?, ?) ON CONFLICT (calendar, starts, place) DO NOTHING

-- name: leave_place
DELETE FROM bookings_place WHERE calendar = ? AND starts = ? AND booking_id = ?

-- name: count_taken
SELECT p.starts, COUNT(*)
FROM bookings_place p JOIN bookings_booking b ON b.id = p.booking_id
WHERE p.calendar = ? AND p.starts >= ? AND p.starts < ? AND (b.state <> 'held' OR b.held_until > ?)
GROUP BY p.starts

-- name: shares_taken
SELECT share FROM bookings_share WHERE limited = ? ORDER BY share

-- name: take_share
INSERT INTO bookings_share (limited, share, booking_id, until) VALUES (?, ?, ?, ?) ON CONFLICT (limited, share) DO NOTHING

-- name: prolong_shares
UPDATE bookings_share SET until = ? WHERE booking_id = ?

-- name: leave_shares
DELETE FROM bookings_share WHERE booking_id = ?

-- name: forget_shares
DELETE FROM bookings_share WHERE limited = ? AND until <= ?

-- name: forget_all_shares
DELETE FROM bookings_share WHERE until <= ?

-- What can be booked, and by which rules. Slots are computed from them and the council's calendar; none is stored.
CREATE TABLE bookings_calendar (
    id BIGINT NOT NULL,
    code VARCHAR(60) NOT NULL,
    name VARCHAR(200) NOT NULL,
    hours VARCHAR(2000) NOT NULL,
    slot_minutes BIGINT NOT NULL,
    capacity BIGINT NOT NULL,
    notice_hours BIGINT NOT NULL,
    horizon_days BIGINT NOT NULL,
    most_per_person BIGINT NOT NULL,
    hold_minutes BIGINT NOT NULL,
    open_on_holidays BIGINT NOT NULL,
    CONSTRAINT bookings_calendar_pk PRIMARY KEY (id),
    CONSTRAINT bookings_calendar_code UNIQUE (code)
);

-- A slot that is held for a draft, booked for a request, or was cancelled. A hold that lapsed leaves no row.
CREATE TABLE bookings_booking (
    id BIGINT NOT NULL,
    calendar VARCHAR(60) NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    state VARCHAR(12) NOT NULL,
    changes BIGINT NOT NULL,
    draft VARCHAR(64),
    held_until BIGINT,
    request_id BIGINT,
    reference VARCHAR(80),
    person_id BIGINT,
    service VARCHAR(60),
    language VARCHAR(12),
    reminded_for BIGINT,
    changed_at BIGINT NOT NULL,
    CONSTRAINT bookings_booking_pk PRIMARY KEY (id),
    CONSTRAINT bookings_booking_draft UNIQUE (draft)
);
CREATE INDEX bookings_booking_held ON bookings_booking (held_until);
CREATE INDEX bookings_booking_starts ON bookings_booking (starts);
CREATE INDEX bookings_booking_request ON bookings_booking (request_id, starts);

-- The places of slots that are taken: so many as a slot has, and no two bookings in one. The key is what forbids double booking.
CREATE TABLE bookings_place (
    calendar VARCHAR(60) NOT NULL,
    starts BIGINT NOT NULL,
    place BIGINT NOT NULL,
    booking_id BIGINT NOT NULL,
    CONSTRAINT bookings_place_pk PRIMARY KEY (calendar, starts, place)
);

-- The same for what else is limited while a visit lies ahead: one for a request, so many for a person in a calendar.
CREATE TABLE bookings_share (
    limited VARCHAR(140) NOT NULL,
    share BIGINT NOT NULL,
    booking_id BIGINT NOT NULL,
    until BIGINT NOT NULL,
    CONSTRAINT bookings_share_pk PRIMARY KEY (limited, share)
);
CREATE INDEX bookings_share_until ON bookings_share (until);
CREATE INDEX bookings_share_booking ON bookings_share (booking_id);

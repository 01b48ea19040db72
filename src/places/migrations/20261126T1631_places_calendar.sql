-- One row: how the council counts its days. `closed_digest` changes with the closing days, so a reader who remembers
-- them knows when to read them again.
CREATE TABLE places_calendar (
    id BIGINT NOT NULL,
    rules VARCHAR(200) NOT NULL,
    closed_digest VARCHAR(64) NOT NULL,
    CONSTRAINT places_calendar_pk PRIMARY KEY (id)
);
CREATE TABLE places_closing_day (
    day BIGINT NOT NULL,
    name VARCHAR(100) NOT NULL,
    CONSTRAINT places_closing_day_pk PRIMARY KEY (day)
);

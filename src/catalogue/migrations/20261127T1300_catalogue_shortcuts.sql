-- How much each service is used, which stand in the boxes of the home page and which wait for one (ranking.h), what staff pinned
-- there, and what came and went. box: 0 is the first; NULL: it has none. waiting_since: it is used so much more than the last one
-- that it will displace it.
CREATE TABLE catalogue_standing (
    service VARCHAR(60) NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    recent DOUBLE PRECISION NOT NULL,
    season DOUBLE PRECISION NOT NULL,
    requests BIGINT NOT NULL,
    box BIGINT,
    since BIGINT NOT NULL,
    waiting_since BIGINT,
    counted_at BIGINT NOT NULL,
    CONSTRAINT catalogue_standing_pk PRIMARY KEY (service)
);
CREATE TABLE catalogue_pin (
    service VARCHAR(60) NOT NULL,
    until BIGINT NOT NULL,
    pinned_at BIGINT NOT NULL,
    pinned_by VARCHAR(80) NOT NULL,
    CONSTRAINT catalogue_pin_pk PRIMARY KEY (service)
);
CREATE TABLE catalogue_swap (
    id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    came VARCHAR(60) NOT NULL,
    went VARCHAR(60) NOT NULL,
    why VARCHAR(20) NOT NULL,
    came_score DOUBLE PRECISION NOT NULL,
    went_score DOUBLE PRECISION NOT NULL,
    CONSTRAINT catalogue_swap_pk PRIMARY KEY (id)
);
CREATE INDEX catalogue_swap_at ON catalogue_swap (at, id);

-- What the council tells everybody on its pages for a time. services, wards: codes parted by spaces; none: it concerns all.
CREATE TABLE notices_notice (
    id BIGINT NOT NULL,
    level VARCHAR(20) NOT NULL,
    title VARCHAR(200) NOT NULL,
    words TEXT NOT NULL,
    link VARCHAR(500) NOT NULL,
    services TEXT NOT NULL,
    wards TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    changes BIGINT NOT NULL,
    written_by VARCHAR(80) NOT NULL,
    written_at BIGINT NOT NULL,
    CONSTRAINT notices_notice_pk PRIMARY KEY (id)
);
CREATE INDEX notices_notice_ends ON notices_notice (ends_at, id);

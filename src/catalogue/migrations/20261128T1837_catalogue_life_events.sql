-- Life events: what several services must be told of at once. The document as it stands in services/_events.
CREATE TABLE catalogue_life_event (
    id BIGINT NOT NULL,
    code VARCHAR(60) NOT NULL,
    document TEXT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    published_at BIGINT NOT NULL,
    CONSTRAINT catalogue_life_event_pk PRIMARY KEY (id),
    CONSTRAINT catalogue_life_event_code UNIQUE (code)
);

-- Facts, append-only: ids and codes, never free text.
CREATE TABLE journal_fact (
    fact_id BIGINT NOT NULL,
    subject_kind VARCHAR(40) NOT NULL,
    subject BIGINT NOT NULL,
    number BIGINT NOT NULL,
    kind VARCHAR(80) NOT NULL,
    at BIGINT NOT NULL,
    actor VARCHAR(80) NOT NULL,
    channel VARCHAR(40) NOT NULL,
    request_id VARCHAR(80) NOT NULL,
    data TEXT NOT NULL,
    payload_digest BYTES,
    CONSTRAINT journal_fact_pk PRIMARY KEY (fact_id),
    CONSTRAINT journal_fact_subject UNIQUE (subject, number)
);

-- Personal detail beside a fact; the body can be erased, the digest in the fact stays.
CREATE TABLE journal_payload (
    fact_id BIGINT NOT NULL,
    salt BYTES NOT NULL,
    body TEXT,
    erased_by VARCHAR(80),
    erased_at BIGINT,
    CONSTRAINT journal_payload_pk PRIMARY KEY (fact_id),
    CONSTRAINT journal_payload_fact FOREIGN KEY (fact_id) REFERENCES journal_fact (fact_id)
);

-- Facts that have no place in the order yet (PostgreSQL; on SQLite the writer places them before COMMIT).
CREATE TABLE journal_waiting (
    fact_id BIGINT NOT NULL,
    CONSTRAINT journal_waiting_pk PRIMARY KEY (fact_id)
);

-- The order, and the hash chain over it.
CREATE TABLE journal_place (
    position BIGINT NOT NULL,
    fact_id BIGINT NOT NULL,
    hash BYTES NOT NULL,
    CONSTRAINT journal_place_pk PRIMARY KEY (position),
    CONSTRAINT journal_place_fact UNIQUE (fact_id)
);

-- How far each subscriber has read.
CREATE TABLE journal_reader (
    name VARCHAR(80) NOT NULL,
    position BIGINT NOT NULL,
    CONSTRAINT journal_reader_pk PRIMARY KEY (name)
);

-- Facts that a subscriber could not take, kept for a person to see and retry.
CREATE TABLE journal_missed (
    name VARCHAR(80) NOT NULL,
    position BIGINT NOT NULL,
    problem TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT journal_missed_pk PRIMARY KEY (name, position)
);

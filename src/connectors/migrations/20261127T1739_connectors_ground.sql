-- A back office and how it is reached. Secrets are sealed with a key outside the database. fields, outcomes, services: lists with commas
-- between (outcomes as status=outcome, services as ours=theirs). failures, open_at, next_at: the circuit and the rate (circuit.h).
CREATE TABLE connectors_destination (
    id BIGINT NOT NULL,
    code VARCHAR(40) NOT NULL,
    name VARCHAR(100) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    address VARCHAR(500) NOT NULL,
    jurisdiction VARCHAR(100) NOT NULL,
    fields VARCHAR(100) NOT NULL,
    outcomes VARCHAR(2000) NOT NULL,
    services VARCHAR(2000) NOT NULL,
    per_minute BIGINT NOT NULL,
    ask_minutes BIGINT NOT NULL,
    secret BYTES,
    secret_before BYTES,
    paused BIGINT NOT NULL,
    changes BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    open_at BIGINT,
    next_at BIGINT,
    succeeded_at BIGINT,
    failed_at BIGINT,
    failed_words VARCHAR(300) NOT NULL,
    asked_at BIGINT,
    CONSTRAINT connectors_destination_pk PRIMARY KEY (id),
    CONSTRAINT connectors_destination_code UNIQUE (code)
);

-- What is handed over. line is destination and order key; place counts within it. matter is personal and can be blanked.
CREATE TABLE connectors_errand (
    id BIGINT NOT NULL,
    destination VARCHAR(40) NOT NULL,
    line VARCHAR(150) NOT NULL,
    place BIGINT NOT NULL,
    subject_kind VARCHAR(40) NOT NULL,
    subject BIGINT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    matter TEXT NOT NULL,
    state VARCHAR(10) NOT NULL,
    problem VARCHAR(20) NOT NULL,
    attempts BIGINT NOT NULL,
    due BIGINT NOT NULL,
    slot BIGINT,
    batch BIGINT,
    reply_by BIGINT,
    token VARCHAR(200) NOT NULL,
    reference VARCHAR(200) NOT NULL,
    status VARCHAR(60) NOT NULL,
    position BIGINT NOT NULL,
    outcome VARCHAR(60) NOT NULL,
    handed_over BIGINT NOT NULL,
    first_tried BIGINT,
    sent_at BIGINT,
    changed BIGINT NOT NULL,
    CONSTRAINT connectors_errand_pk PRIMARY KEY (id),
    CONSTRAINT connectors_errand_line UNIQUE (line, place),
    CONSTRAINT connectors_errand_state CHECK (state IN ('waiting', 'sending', 'sent', 'answered', 'stuck', 'given_up'))
);
CREATE INDEX connectors_errand_subject ON connectors_errand (subject, id);
CREATE INDEX connectors_errand_open ON connectors_errand (destination, state, handed_over) WHERE state IN ('waiting', 'sending', 'stuck');
CREATE INDEX connectors_errand_unanswered ON connectors_errand (reply_by) WHERE state = 'sent' AND reply_by IS NOT NULL;
CREATE INDEX connectors_errand_asked ON connectors_errand (destination, id) WHERE state = 'sent' AND reply_by IS NOT NULL;
CREATE INDEX connectors_errand_reference ON connectors_errand (destination, reference) WHERE reference <> '';

-- What was done about an errand, in order of number: a try and its end, an answer, a decision. words are theirs or a colleague's.
CREATE TABLE connectors_entry (
    errand BIGINT NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    what VARCHAR(20) NOT NULL,
    code BIGINT NOT NULL,
    detail VARCHAR(200) NOT NULL,
    words TEXT NOT NULL,
    actor VARCHAR(100) NOT NULL,
    CONSTRAINT connectors_entry_pk PRIMARY KEY (errand, number),
    CONSTRAINT connectors_entry_errand FOREIGN KEY (errand) REFERENCES connectors_errand (id)
);

-- Every message of the other side that could be read, known by the name it gave it. errand 0: nobody knows what it is about.
CREATE TABLE connectors_message (
    destination VARCHAR(40) NOT NULL,
    message VARCHAR(200) NOT NULL,
    errand BIGINT NOT NULL,
    received BIGINT NOT NULL,
    named VARCHAR(200) NOT NULL,
    status VARCHAR(60) NOT NULL,
    position BIGINT NOT NULL,
    verdict VARCHAR(20) NOT NULL,
    repeats BIGINT NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT connectors_message_pk PRIMARY KEY (destination, message)
);
CREATE INDEX connectors_message_errand ON connectors_message (errand, received);
CREATE INDEX connectors_message_unknown ON connectors_message (destination, received) WHERE verdict = 'unknown';

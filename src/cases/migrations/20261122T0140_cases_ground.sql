CREATE TABLE cases_case (
    id BIGINT NOT NULL,
    service VARCHAR(60) NOT NULL,
    service_version BIGINT NOT NULL,
    team BIGINT NOT NULL,
    state VARCHAR(10) NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    outcome VARCHAR(60) NOT NULL,
    changes BIGINT NOT NULL,
    CONSTRAINT cases_case_pk PRIMARY KEY (id),
    CONSTRAINT cases_case_state CHECK (state IN ('open', 'closed'))
);
CREATE INDEX cases_case_worklist ON cases_case (state, opened_at, id);
CREATE INDEX cases_case_team ON cases_case (team, state, opened_at, id);

CREATE TABLE cases_request (
    id BIGINT NOT NULL,
    reference VARCHAR(12) NOT NULL,
    case_id BIGINT NOT NULL,
    service VARCHAR(60) NOT NULL,
    service_version BIGINT NOT NULL,
    person BIGINT,
    location BIGINT,
    channel VARCHAR(40) NOT NULL,
    answers TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    CONSTRAINT cases_request_pk PRIMARY KEY (id),
    CONSTRAINT cases_request_reference UNIQUE (reference),
    CONSTRAINT cases_request_case FOREIGN KEY (case_id) REFERENCES cases_case (id),
    CONSTRAINT cases_request_person FOREIGN KEY (person) REFERENCES people_person (id),
    CONSTRAINT cases_request_location FOREIGN KEY (location) REFERENCES places_location (id)
);
CREATE INDEX cases_request_case_id ON cases_request (case_id);
CREATE INDEX cases_request_person_id ON cases_request (person);

CREATE TABLE cases_note (
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor VARCHAR(80) NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT cases_note_pk PRIMARY KEY (id),
    CONSTRAINT cases_note_case FOREIGN KEY (case_id) REFERENCES cases_case (id)
);
CREATE INDEX cases_note_case_id ON cases_note (case_id, at);

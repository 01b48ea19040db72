CREATE TABLE contact_interaction (
    id BIGINT NOT NULL,
    channel VARCHAR(40) NOT NULL,
    direction VARCHAR(10) NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    agent BIGINT,
    person BIGINT,
    outcome VARCHAR(20) NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT contact_interaction_pk PRIMARY KEY (id),
    CONSTRAINT contact_interaction_person FOREIGN KEY (person) REFERENCES people_person (id)
);
CREATE INDEX contact_interaction_started ON contact_interaction (started_at, id);
CREATE INDEX contact_interaction_person_id ON contact_interaction (person);

CREATE TABLE contact_interaction_request (
    interaction BIGINT NOT NULL,
    request BIGINT NOT NULL,
    CONSTRAINT contact_interaction_request_pk PRIMARY KEY (interaction, request),
    CONSTRAINT contact_interaction_request_interaction FOREIGN KEY (interaction) REFERENCES contact_interaction (id),
    CONSTRAINT contact_interaction_request_request FOREIGN KEY (request) REFERENCES cases_request (id)
) CLUSTERED;
CREATE INDEX contact_interaction_request_of ON contact_interaction_request (request);

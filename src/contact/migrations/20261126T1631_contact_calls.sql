-- A contact under way has no end and no outcome yet ('').
CREATE INDEX contact_interaction_under_way ON contact_interaction (agent, started_at) WHERE ended_at IS NULL;

ALTER TABLE contact_interaction_request ADD COLUMN case_id BIGINT CONSTRAINT contact_interaction_request_case REFERENCES cases_case (id);

-- What the agent looked up to answer: an article, a service or a case, by code or id.
CREATE TABLE contact_consulted (
    interaction BIGINT NOT NULL,
    sort VARCHAR(20) NOT NULL,
    what VARCHAR(80) NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT contact_consulted_pk PRIMARY KEY (interaction, sort, what),
    CONSTRAINT contact_consulted_interaction FOREIGN KEY (interaction) REFERENCES contact_interaction (id)
) CLUSTERED;

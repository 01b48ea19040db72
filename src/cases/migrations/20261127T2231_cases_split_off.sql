-- Cases that were split off another one (origin). request: the one that held two matters, where a second request was made of it; 0: requests
-- were taken out as they are. The row stays when the two are joined again.
CREATE TABLE cases_split (
    case_id BIGINT NOT NULL,
    origin BIGINT NOT NULL,
    request BIGINT NOT NULL,
    split_at BIGINT NOT NULL,
    CONSTRAINT cases_split_pk PRIMARY KEY (case_id),
    CONSTRAINT cases_split_case FOREIGN KEY (case_id) REFERENCES cases_case (id),
    CONSTRAINT cases_split_origin FOREIGN KEY (origin) REFERENCES cases_case (id)
);
CREATE INDEX cases_split_origin_id ON cases_split (origin, split_at);

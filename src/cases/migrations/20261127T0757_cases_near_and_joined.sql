-- Where open cases lie whose service compares reports: a walk along the cells around a point finds what is near by. cell: see
-- spot.h. A case without a row is not compared, and so are those that were open before this.
CREATE TABLE cases_spot (
    case_id BIGINT NOT NULL,
    service VARCHAR(60) NOT NULL,
    cell BIGINT NOT NULL,
    latitude DOUBLE PRECISION NOT NULL,
    longitude DOUBLE PRECISION NOT NULL,
    opened_at BIGINT NOT NULL,
    CONSTRAINT cases_spot_pk PRIMARY KEY (case_id),
    CONSTRAINT cases_spot_case FOREIGN KEY (case_id) REFERENCES cases_case (id)
);
CREATE INDEX cases_spot_cell ON cases_spot (service, cell, opened_at);

-- Which case was joined to which, as long as it is. home: the case for which a request was made; 0: the one it belongs to.
CREATE TABLE cases_joined (
    case_id BIGINT NOT NULL,
    survivor BIGINT NOT NULL,
    joined_at BIGINT NOT NULL,
    CONSTRAINT cases_joined_pk PRIMARY KEY (case_id),
    CONSTRAINT cases_joined_case FOREIGN KEY (case_id) REFERENCES cases_case (id),
    CONSTRAINT cases_joined_survivor FOREIGN KEY (survivor) REFERENCES cases_case (id)
);
CREATE INDEX cases_joined_survivor_id ON cases_joined (survivor, joined_at);
ALTER TABLE cases_request ADD COLUMN home BIGINT NOT NULL DEFAULT 0;

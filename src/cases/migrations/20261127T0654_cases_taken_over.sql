-- Which record of another system a case was taken over from, and codes of what was odd about that record.
CREATE TABLE cases_taken_over (
    source VARCHAR(40) NOT NULL,
    reference VARCHAR(80) NOT NULL,
    case_id BIGINT NOT NULL,
    oddities VARCHAR(200) NOT NULL,
    CONSTRAINT cases_taken_over_pk PRIMARY KEY (source, reference),
    CONSTRAINT cases_taken_over_case FOREIGN KEY (case_id) REFERENCES cases_case (id)
);
CREATE INDEX cases_taken_over_case_id ON cases_taken_over (case_id);

-- To which other body a case was passed on, as it was called and reached then, and the letter to it; 0: it was told by other ways.
CREATE TABLE cases_passed (
    case_id BIGINT NOT NULL,
    body VARCHAR(100) NOT NULL,
    phone VARCHAR(40) NOT NULL,
    web VARCHAR(500) NOT NULL,
    message BIGINT NOT NULL,
    passed_at BIGINT NOT NULL,
    CONSTRAINT cases_passed_pk PRIMARY KEY (case_id),
    CONSTRAINT cases_passed_case FOREIGN KEY (case_id) REFERENCES cases_case (id)
);

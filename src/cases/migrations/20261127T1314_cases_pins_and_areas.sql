-- Where requests lie that the public may look up, open or closed, under the cells of places/cells.h: a map shows the newest of each cell
-- in sight. Those that were made before this have none. The indexes are for lists of one ward, and of one service, newest first.
CREATE TABLE cases_pin (
    request BIGINT NOT NULL,
    cell BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    CONSTRAINT cases_pin_pk PRIMARY KEY (request),
    CONSTRAINT cases_pin_request FOREIGN KEY (request) REFERENCES cases_request (id)
);
CREATE INDEX cases_pin_cell ON cases_pin (cell, received_at, request);
CREATE INDEX cases_case_area ON cases_case (area, opened_at, id);
CREATE INDEX cases_case_service_opened ON cases_case (service, opened_at, id);

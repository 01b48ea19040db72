-- Public lists of one ward, and of one service, skip what is closed; and what was checked last is found without sorting all checks.
CREATE INDEX cases_case_area_state ON cases_case (area, state, opened_at, id);
CREATE INDEX cases_case_service_state ON cases_case (service, state, opened_at, id);
CREATE INDEX cases_publication_decided ON cases_publication (decided_at, request);

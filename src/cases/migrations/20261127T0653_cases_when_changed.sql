-- Requests are listed by when they came, and by when their case last changed: state, owner, promise, or words to the
-- resident. changed_at: of what the former program changes meanwhile, the change before it, or 0 where it opened the case.
ALTER TABLE cases_case ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
UPDATE cases_case SET changed_at = COALESCE(closed_at, opened_at);
CREATE INDEX cases_case_changed ON cases_case (changed_at, id);
CREATE INDEX cases_request_received ON cases_request (received_at, id);

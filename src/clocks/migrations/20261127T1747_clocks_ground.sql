-- When to look at a case's clocks next, and what was announced of them: one row for each clock that runs, stands still, or was missed
-- while the case is open. Everything in it but the marks can be counted again from the case's facts.
CREATE TABLE clocks_deadline (
    case_id BIGINT NOT NULL,
    clock VARCHAR(12) NOT NULL,
    next_at BIGINT,
    warned_for BIGINT,
    missed_for BIGINT,
    rungs BIGINT NOT NULL,
    CONSTRAINT clocks_deadline_pk PRIMARY KEY (case_id, clock)
);
CREATE INDEX clocks_deadline_next ON clocks_deadline (next_at);

-- The times a case stood still, with what colleagues said of it.
CREATE TABLE clocks_pause (
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    reason VARCHAR(40) NOT NULL,
    words TEXT NOT NULL,
    since BIGINT NOT NULL,
    ended BIGINT,
    paused_by VARCHAR(100) NOT NULL,
    CONSTRAINT clocks_pause_pk PRIMARY KEY (id)
);
CREATE INDEX clocks_pause_case ON clocks_pause (case_id, since);

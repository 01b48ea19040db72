-- Work that waits for its moment, is being done by a node, or has failed for good. What is done is deleted.
CREATE TABLE jobs_job (
    id BIGINT NOT NULL,
    kind VARCHAR(80) NOT NULL,
    job_key VARCHAR(200) NOT NULL,
    payload TEXT NOT NULL,
    due BIGINT NOT NULL,
    state VARCHAR(8) NOT NULL,
    attempts BIGINT NOT NULL,
    token BIGINT NOT NULL,
    node VARCHAR(80) NOT NULL,
    cancelled SMALLINT NOT NULL,
    problem TEXT NOT NULL,
    request_id VARCHAR(80) NOT NULL,
    changed BIGINT NOT NULL,
    CONSTRAINT jobs_job_pk PRIMARY KEY (id),
    CONSTRAINT jobs_job_state CHECK (state IN ('waiting', 'running', 'dead'))
);
CREATE INDEX jobs_job_due ON jobs_job (due, id) WHERE state = 'waiting';
CREATE UNIQUE INDEX jobs_job_waiting_key ON jobs_job (kind, job_key) WHERE state = 'waiting' AND job_key <> '';
CREATE INDEX jobs_job_running_key ON jobs_job (kind, job_key) WHERE state = 'running';
CREATE INDEX jobs_job_dead ON jobs_job (id) WHERE state = 'dead';

-- Which nodes live: each counts up its own beat.
CREATE TABLE jobs_node (
    node VARCHAR(80) NOT NULL,
    beat BIGINT NOT NULL,
    CONSTRAINT jobs_node_pk PRIMARY KEY (node)
);

-- Timers that come again and again.
CREATE TABLE jobs_timer (
    name VARCHAR(200) NOT NULL,
    kind VARCHAR(80) NOT NULL,
    payload TEXT NOT NULL,
    period BIGINT NOT NULL,
    next_due BIGINT NOT NULL,
    CONSTRAINT jobs_timer_pk PRIMARY KEY (name)
);

-- Who was there and could not do it, and why; tasks of a day are found by whoever did them.
CREATE TABLE casework_attempt (
    id BIGINT NOT NULL,
    task BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    tried_by BIGINT NOT NULL,
    tried_at BIGINT NOT NULL,
    why VARCHAR(20) NOT NULL,
    CONSTRAINT casework_attempt_pk PRIMARY KEY (id),
    CONSTRAINT casework_attempt_task FOREIGN KEY (task) REFERENCES casework_task (id)
);
CREATE INDEX casework_attempt_by_task ON casework_attempt (task, tried_at);
CREATE INDEX casework_task_done_by ON casework_task (done_by, done_at) WHERE state = 'done';

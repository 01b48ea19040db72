-- Under which model the engine knows the map of a version of a service.
CREATE TABLE casework_model (
    service VARCHAR(60) NOT NULL,
    version BIGINT NOT NULL,
    model BIGINT NOT NULL,
    CONSTRAINT casework_model_pk PRIMARY KEY (service, version)
);

-- Cases that are carried along a map: one row for each time that a case went along it (map_version: of its service), and one for each task on the way.
CREATE TABLE casework_run (
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    instance BIGINT,
    map_version BIGINT NOT NULL,
    state VARCHAR(10) NOT NULL,
    began_at BIGINT NOT NULL,
    ended_at BIGINT,
    ending VARCHAR(60) NOT NULL,
    CONSTRAINT casework_run_pk PRIMARY KEY (id),
    CONSTRAINT casework_run_number UNIQUE (case_id, number),
    CONSTRAINT casework_run_state CHECK (state IN ('running', 'resting', 'ended'))
);

-- wait: the number under which the process waits for it. done_by, owner: of the staff; 0: nobody. answers are what was typed, and can be blanked;
-- note: the words of whoever did it, in the history of the case.
CREATE TABLE casework_task (
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    run BIGINT NOT NULL,
    wait BIGINT NOT NULL,
    element VARCHAR(200) NOT NULL,
    name VARCHAR(200) NOT NULL,
    team BIGINT NOT NULL,
    service VARCHAR(60) NOT NULL,
    area VARCHAR(20) NOT NULL,
    skill VARCHAR(60) NOT NULL,
    form VARCHAR(60) NOT NULL,
    in_the_field BIGINT NOT NULL,
    owner BIGINT NOT NULL,
    state VARCHAR(10) NOT NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    done_at BIGINT,
    done_by BIGINT NOT NULL,
    answers TEXT NOT NULL,
    note BIGINT NOT NULL,
    changes BIGINT NOT NULL,
    CONSTRAINT casework_task_pk PRIMARY KEY (id),
    CONSTRAINT casework_task_run FOREIGN KEY (run) REFERENCES casework_run (id),
    CONSTRAINT casework_task_wait UNIQUE (run, wait),
    CONSTRAINT casework_task_state CHECK (state IN ('open', 'resting', 'done', 'dropped'))
);
CREATE INDEX casework_task_case ON casework_task (case_id, opened_at);
CREATE INDEX casework_task_team ON casework_task (team, due_at, id) WHERE state = 'open';
CREATE INDEX casework_task_due ON casework_task (due_at, id) WHERE state = 'open';
CREATE INDEX casework_task_owner ON casework_task (owner, due_at, id) WHERE state = 'open' AND owner > 0;

-- What a table decided on the way, and by which rules: the answer to "why did this go there?".
CREATE TABLE casework_decision (
    id BIGINT NOT NULL,
    case_id BIGINT NOT NULL,
    run BIGINT NOT NULL,
    element VARCHAR(200) NOT NULL,
    decided_at BIGINT NOT NULL,
    explanation TEXT NOT NULL,
    CONSTRAINT casework_decision_pk PRIMARY KEY (id),
    CONSTRAINT casework_decision_run FOREIGN KEY (run) REFERENCES casework_run (id)
);
CREATE INDEX casework_decision_case ON casework_decision (case_id, decided_at);

-- Errands that a process waits for.
CREATE TABLE casework_errand (
    errand BIGINT NOT NULL,
    run BIGINT NOT NULL,
    wait BIGINT NOT NULL,
    settled_at BIGINT,
    CONSTRAINT casework_errand_pk PRIMARY KEY (errand),
    CONSTRAINT casework_errand_run FOREIGN KEY (run) REFERENCES casework_run (id)
);
CREATE INDEX casework_errand_run ON casework_errand (run);

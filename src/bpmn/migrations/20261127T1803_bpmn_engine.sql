-- Models as they were deployed. A version is never changed; instances keep to theirs.
CREATE TABLE bpmn_model (
    id BIGINT NOT NULL,
    name VARCHAR(200) NOT NULL,
    version BIGINT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    document TEXT NOT NULL,
    deployed BIGINT NOT NULL,
    CONSTRAINT bpmn_model_pk PRIMARY KEY (id),
    CONSTRAINT bpmn_model_version UNIQUE (name, version)
);

-- What the newest version of each model waits for before there is an instance.
CREATE TABLE bpmn_start (
    model BIGINT NOT NULL,
    process VARCHAR(200) NOT NULL,
    element VARCHAR(200) NOT NULL,
    part BIGINT NOT NULL,
    kind VARCHAR(12) NOT NULL,
    name VARCHAR(200) NOT NULL,
    due BIGINT,
    repeats BIGINT NOT NULL,
    CONSTRAINT bpmn_start_pk PRIMARY KEY (model, process, element, part),
    CONSTRAINT bpmn_start_model FOREIGN KEY (model) REFERENCES bpmn_model (id)
);
CREATE INDEX bpmn_start_name ON bpmn_start (kind, name);
CREATE INDEX bpmn_start_due ON bpmn_start (due) WHERE due IS NOT NULL;

CREATE TABLE bpmn_instance (
    id BIGINT NOT NULL,
    model BIGINT NOT NULL,
    process VARCHAR(200) NOT NULL,
    owner VARCHAR(200) NOT NULL,
    status VARCHAR(12) NOT NULL,
    incidents SMALLINT NOT NULL,
    state TEXT NOT NULL,
    caller BIGINT,
    caller_wait BIGINT NOT NULL,
    began BIGINT NOT NULL,
    ended BIGINT,
    CONSTRAINT bpmn_instance_pk PRIMARY KEY (id),
    CONSTRAINT bpmn_instance_model_fk FOREIGN KEY (model) REFERENCES bpmn_model (id),
    CONSTRAINT bpmn_instance_caller_fk FOREIGN KEY (caller) REFERENCES bpmn_instance (id),
    CONSTRAINT bpmn_instance_status CHECK (status IN ('running', 'completed', 'failed', 'cancelled'))
);
CREATE INDEX bpmn_instance_owner ON bpmn_instance (owner);
CREATE INDEX bpmn_instance_running ON bpmn_instance (model) WHERE status = 'running';
CREATE INDEX bpmn_instance_incidents ON bpmn_instance (id) WHERE incidents > 0;
CREATE INDEX bpmn_instance_caller ON bpmn_instance (caller) WHERE caller IS NOT NULL;

-- What instances wait for. The number is the instance's own; the rest is for finding it.
CREATE TABLE bpmn_wait (
    instance BIGINT NOT NULL,
    number BIGINT NOT NULL,
    kind VARCHAR(12) NOT NULL,
    element VARCHAR(200) NOT NULL,
    name VARCHAR(200) NOT NULL,
    wait_key VARCHAR(400) NOT NULL,
    due BIGINT,
    opened BIGINT NOT NULL,
    CONSTRAINT bpmn_wait_pk PRIMARY KEY (instance, number),
    CONSTRAINT bpmn_wait_instance FOREIGN KEY (instance) REFERENCES bpmn_instance (id)
);
CREATE INDEX bpmn_wait_named ON bpmn_wait (kind, name, wait_key) WHERE name <> '';
CREATE INDEX bpmn_wait_due ON bpmn_wait (due, instance) WHERE due IS NOT NULL;

-- Ids are taken in blocks from one counter per tenant.
CREATE TABLE db_counter (
    name VARCHAR(40) NOT NULL,
    next BIGINT NOT NULL,
    CONSTRAINT db_counter_pk PRIMARY KEY (name)
);
INSERT INTO db_counter (name, next) VALUES ('id', 1000);

-- What was carried out already, by the id the client or the form gave it.
CREATE TABLE db_operation (
    id VARCHAR(80) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT db_operation_pk PRIMARY KEY (id)
) CLUSTERED;
CREATE INDEX db_operation_at ON db_operation (at);

-- Who may do what only one node does: the fence grows with every holder, the beat with every sign of life.
CREATE TABLE db_lease (
    name VARCHAR(80) NOT NULL,
    holder VARCHAR(80) NOT NULL,
    fence BIGINT NOT NULL,
    beat BIGINT NOT NULL,
    CONSTRAINT db_lease_pk PRIMARY KEY (name)
);

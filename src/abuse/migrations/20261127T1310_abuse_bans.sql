-- From whom nothing is taken online for a time. digest: keyed, of what is banned; hint: by which people can tell it.
CREATE TABLE abuse_ban (
    id BIGINT NOT NULL,
    reference VARCHAR(12) NOT NULL,
    detail VARCHAR(12) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    hint VARCHAR(400) NOT NULL,
    reason VARCHAR(20) NOT NULL,
    words TEXT NOT NULL,
    banned_by VARCHAR(80) NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    lifted_at BIGINT,
    refused BIGINT NOT NULL,
    CONSTRAINT abuse_ban_pk PRIMARY KEY (id),
    CONSTRAINT abuse_ban_reference UNIQUE (reference),
    CONSTRAINT abuse_ban_detail CHECK (detail IN ('email', 'phone', 'connection'))
);
CREATE INDEX abuse_ban_digest ON abuse_ban (digest, until);
CREATE INDEX abuse_ban_until ON abuse_ban (until);

-- From which connection a request came, as a keyed digest, for as long as somebody may call it abusive.
CREATE TABLE abuse_trace (
    subject BIGINT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    until BIGINT NOT NULL,
    CONSTRAINT abuse_trace_pk PRIMARY KEY (subject)
);
CREATE INDEX abuse_trace_until ON abuse_trace (until);

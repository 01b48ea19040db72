-- Who is signed in with which browser. The token stays with the browser; here lies its digest.
CREATE TABLE web_session (
    id BIGINT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    subject VARCHAR(80) NOT NULL,
    started BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    label VARCHAR(100) NOT NULL,
    client VARCHAR(60) NOT NULL,
    CONSTRAINT web_session_pk PRIMARY KEY (id),
    CONSTRAINT web_session_digest UNIQUE (digest)
);
CREATE INDEX web_session_subject ON web_session (subject);
CREATE INDEX web_session_expires ON web_session (expires);

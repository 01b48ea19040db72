-- Secrets that all nodes of a tenant share: what is signed for a browser by one is known to the others.
CREATE TABLE web_secret (
    purpose VARCHAR(60) NOT NULL,
    secret VARCHAR(64) NOT NULL,
    made BIGINT NOT NULL,
    CONSTRAINT web_secret_pk PRIMARY KEY (purpose)
);

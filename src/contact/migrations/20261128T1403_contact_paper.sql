-- Forms on paper that were keyed in: by a digest of what was written on them, so that none is keyed in twice unseen.
CREATE TABLE contact_paper (
    digest BYTES NOT NULL,
    copy BIGINT NOT NULL,
    service VARCHAR(60) NOT NULL,
    version BIGINT NOT NULL,
    received BIGINT NOT NULL,
    request BIGINT NOT NULL,
    reference VARCHAR(20) NOT NULL,
    keyed_at BIGINT NOT NULL,
    keyed_by VARCHAR(80) NOT NULL,
    CONSTRAINT contact_paper_pk PRIMARY KEY (digest, copy)
);
CREATE INDEX contact_paper_keyed ON contact_paper (keyed_at);

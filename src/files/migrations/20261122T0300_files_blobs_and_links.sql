-- Bytes on disk, known by their SHA-256 in hexadecimal.
CREATE TABLE files_blob (
    digest VARCHAR(64) NOT NULL,
    size BIGINT NOT NULL,
    type VARCHAR(100) NOT NULL,
    state VARCHAR(10) NOT NULL,
    signature VARCHAR(100) NOT NULL,
    remade SMALLINT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT files_blob_pk PRIMARY KEY (digest),
    CONSTRAINT files_blob_states CHECK (state IN ('unscanned', 'waiting', 'clean', 'infected'))
);
CREATE INDEX files_blob_waiting ON files_blob (at) WHERE state = 'waiting';
CREATE INDEX files_blob_at ON files_blob (at);

-- Which subject of an upper room holds which bytes, and under what name.
CREATE TABLE files_link (
    id BIGINT NOT NULL,
    subject_kind VARCHAR(40) NOT NULL,
    subject BIGINT NOT NULL,
    number INTEGER NOT NULL,
    digest VARCHAR(64) NOT NULL,
    name VARCHAR(200) NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT files_link_pk PRIMARY KEY (id),
    CONSTRAINT files_link_number UNIQUE (subject_kind, subject, number),
    CONSTRAINT files_link_blob FOREIGN KEY (digest) REFERENCES files_blob (digest)
);
CREATE INDEX files_link_digest ON files_link (digest);

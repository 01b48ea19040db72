-- How far each file was read, by a digest of what it holds; finished_at: to its end. tally: see Tally::text.
CREATE TABLE imports_file (
    digest VARCHAR(64) NOT NULL,
    what VARCHAR(40) NOT NULL,
    rows_read BIGINT NOT NULL,
    tally TEXT NOT NULL,
    actor VARCHAR(80) NOT NULL,
    changed_at BIGINT NOT NULL,
    finished_at BIGINT,
    CONSTRAINT imports_file_pk PRIMARY KEY (digest)
);

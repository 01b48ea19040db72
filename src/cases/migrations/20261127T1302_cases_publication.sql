-- What everybody may see of a request, and who decides it. publication: '' as the service says; waiting, published, withheld.
ALTER TABLE cases_request ADD COLUMN publication VARCHAR(10) NOT NULL DEFAULT '';

-- One row for each request that waits for a check, or on which somebody decided. due_at: by when it should be decided; told_at: when
-- those who lead the team were told that it was not. title, words, photos: the public copy; photos are numbers of files, parted by blanks.
CREATE TABLE cases_publication (
    request BIGINT NOT NULL,
    state VARCHAR(10) NOT NULL,
    since BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    told_at BIGINT,
    decided_at BIGINT,
    decided_by VARCHAR(80) NOT NULL,
    reason VARCHAR(20) NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    photos VARCHAR(60) NOT NULL,
    changes BIGINT NOT NULL,
    CONSTRAINT cases_publication_pk PRIMARY KEY (request),
    CONSTRAINT cases_publication_request FOREIGN KEY (request) REFERENCES cases_request (id),
    CONSTRAINT cases_publication_state CHECK (state IN ('waiting', 'published', 'withheld'))
);
CREATE INDEX cases_publication_due ON cases_publication (state, due_at, request);

-- Requests that somebody on the staff called abusive.
CREATE TABLE cases_flag (
    request BIGINT NOT NULL,
    at BIGINT NOT NULL,
    flagged_by VARCHAR(80) NOT NULL,
    reason VARCHAR(20) NOT NULL,
    note BIGINT NOT NULL,
    lifted_at BIGINT,
    CONSTRAINT cases_flag_pk PRIMARY KEY (request),
    CONSTRAINT cases_flag_request FOREIGN KEY (request) REFERENCES cases_request (id)
);
CREATE INDEX cases_flag_at ON cases_flag (at);

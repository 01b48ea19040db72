-- What somebody sent when their session had ended, until they have signed in again and sent it, or until it is tidied away.
CREATE TABLE web_kept (
    id BIGINT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    subject VARCHAR(80) NOT NULL,
    path VARCHAR(400) NOT NULL,
    form TEXT NOT NULL,
    had_files BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT web_kept_pk PRIMARY KEY (id)
);
CREATE INDEX web_kept_at ON web_kept (at);

-- A service that somebody is changing: one draft of each, its texts by the names of their files. edition grows with every text that is
-- saved; a text keeps the edition in which it was last saved, so that nobody saves over what they have not seen. based_on: the version it
-- was begun from, 0 for a service that never was.
CREATE TABLE catalogue_draft (
    id BIGINT NOT NULL,
    code VARCHAR(60) NOT NULL,
    edition BIGINT NOT NULL,
    based_on BIGINT NOT NULL,
    begun_by VARCHAR(80) NOT NULL,
    begun_at BIGINT NOT NULL,
    changed_by VARCHAR(80) NOT NULL,
    changed_at BIGINT NOT NULL,
    CONSTRAINT catalogue_draft_pk PRIMARY KEY (id),
    CONSTRAINT catalogue_draft_code UNIQUE (code)
);
CREATE TABLE catalogue_draft_text (
    draft BIGINT NOT NULL,
    file VARCHAR(70) NOT NULL,
    edition BIGINT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT catalogue_draft_text_pk PRIMARY KEY (draft, file),
    CONSTRAINT catalogue_draft_text_of FOREIGN KEY (draft) REFERENCES catalogue_draft (id)
);

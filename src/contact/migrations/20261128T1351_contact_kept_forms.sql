-- A form that somebody left half filled in: what was answered, sealed with a key made of the code that is told to them and of one that is not in the
-- database. The code itself is kept nowhere. After `until` the row goes.
CREATE TABLE contact_kept_form (
    id BIGINT NOT NULL,
    code BYTES NOT NULL,
    service VARCHAR(60) NOT NULL,
    sealed BYTES NOT NULL,
    kept_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    wrong BIGINT NOT NULL,
    CONSTRAINT contact_kept_form_pk PRIMARY KEY (id),
    CONSTRAINT contact_kept_form_code UNIQUE (code)
);
CREATE INDEX contact_kept_form_until ON contact_kept_form (until_at);

-- Letters on paper: large print for who wants it, the letters as they are printed, and the batches in which they leave.
ALTER TABLE notifications_message ADD COLUMN large_print SMALLINT NOT NULL DEFAULT 0;

-- How the letters of a batch left: printed here, or handed over to a print house.
CREATE TABLE notifications_batch (
    id BIGINT NOT NULL,
    how VARCHAR(12) NOT NULL,
    letters BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by VARCHAR(80) NOT NULL,
    CONSTRAINT notifications_batch_pk PRIMARY KEY (id),
    CONSTRAINT notifications_batch_how CHECK (how IN ('printed', 'handed_over'))
);
CREATE INDEX notifications_batch_made ON notifications_batch (made_at);

-- One letter as it is printed. pdf and address are personal and can be blanked.
CREATE TABLE notifications_letter (
    message BIGINT NOT NULL,
    state VARCHAR(12) NOT NULL,
    address TEXT NOT NULL,
    pages BIGINT NOT NULL,
    large_print SMALLINT NOT NULL,
    pdf BYTES NOT NULL,
    batch BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by VARCHAR(80) NOT NULL,
    CONSTRAINT notifications_letter_pk PRIMARY KEY (message),
    CONSTRAINT notifications_letter_message FOREIGN KEY (message) REFERENCES notifications_message (id),
    CONSTRAINT notifications_letter_state CHECK (state IN ('ready', 'printed', 'handed_over', 'returned'))
);
CREATE INDEX notifications_letter_ready ON notifications_letter (made_at, message) WHERE state = 'ready';
CREATE INDEX notifications_letter_batch ON notifications_letter (batch, message);

-- What the end before the last reopening let the council keep, so that another end without a payment keeps no more.
ALTER TABLE fees_fee ADD COLUMN let_keep BIGINT NOT NULL DEFAULT 0;

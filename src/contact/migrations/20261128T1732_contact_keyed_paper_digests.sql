-- What was written on a paper form is recognised by a digest under the vault's key, and forgotten on its day. The digests so far had no key:
-- whoever read them could have tried names against them, so they go.
DELETE FROM contact_paper;
ALTER TABLE contact_paper ADD COLUMN until_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX contact_paper_until ON contact_paper (until_at);
CREATE INDEX contact_paper_request ON contact_paper (request);

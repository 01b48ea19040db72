-- A person can ask that a missed fact be heard once more; whoever follows the journal does it.
ALTER TABLE journal_missed ADD COLUMN asked_at BIGINT;

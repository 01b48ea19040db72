-- What the council may keep of what is paid: all of it, less what its rule gives back to who withdraws, or nothing of what came after the end.
ALTER TABLE fees_fee ADD COLUMN keeps BIGINT NOT NULL DEFAULT 0;
UPDATE fees_fee SET keeps = amount WHERE state = 'due' OR (state = 'paid' AND owed_reason = 'It was paid after there was nothing to pay any more');
UPDATE fees_fee SET keeps = amount - owed_back WHERE state = 'paid' AND owed_back <= amount AND owed_reason <> 'It was paid after there was nothing to pay any more';

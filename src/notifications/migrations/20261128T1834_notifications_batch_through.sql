-- Through whom a batch was handed over: GOV.UK Notify ('notify'), or nobody but the file that somebody took ('').
ALTER TABLE notifications_batch ADD COLUMN through VARCHAR(12) NOT NULL DEFAULT '';

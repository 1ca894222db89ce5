-- How many fronts were counted when a batch was closed whose fronts and backs were scanned apart; 0: none.
ALTER TABLE batch ADD COLUMN fronts {int} NOT NULL DEFAULT 0;

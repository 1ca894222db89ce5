-- How a round ends without an opinion, asked for or granted: JSON, as `extension` in 0025. The item of article 31 whose
-- route a matter is on; 0 where none was named.
ALTER TABLE case_round ADD COLUMN ending TEXT;
ALTER TABLE case_round ADD COLUMN route {int} NOT NULL DEFAULT 0;

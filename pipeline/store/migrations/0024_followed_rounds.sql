-- A round that another organ holds and that we follow: the round by whose act it was opened; 0: by the letter.
ALTER TABLE case_round ADD COLUMN follows {int} NOT NULL DEFAULT 0;

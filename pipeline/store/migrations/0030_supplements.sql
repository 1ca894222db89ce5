-- What was asked for to complete a request for review, and when it came: JSON, as `extension` in 0025.
ALTER TABLE case_round ADD COLUMN supplement TEXT;

-- What the organ complained of answered to a request for review, and when it came: JSON, as `extension` in 0025.
ALTER TABLE case_round ADD COLUMN answer TEXT;

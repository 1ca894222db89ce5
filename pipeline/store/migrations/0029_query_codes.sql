-- What a petitioner asks with (docs/decisions/0050). Chance cannot be drawn here: a case that is there already gets its
-- code from the program, with the next notice to the petitioner.
ALTER TABLE case_file ADD COLUMN query_code TEXT;
CREATE UNIQUE INDEX case_file_query_code ON case_file(query_code) WHERE query_code IS NOT NULL;

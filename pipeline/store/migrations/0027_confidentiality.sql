-- Informant reports: the class of a matter, and whom a report is against. shield is what a case is kept from, made of
-- these by review/sight.hpp and written with the case, so that one look at an index says whether anything is kept from
-- a person.
ALTER TABLE case_file ADD COLUMN matter TEXT NOT NULL DEFAULT '';
ALTER TABLE case_file ADD COLUMN matter_salt TEXT NOT NULL DEFAULT '';
CREATE TABLE case_accused (
  case_id {int} NOT NULL REFERENCES case_file(id),
  n {int} NOT NULL,
  name TEXT NOT NULL,
  organ TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
){strict};
CREATE TABLE case_shield (
  case_id {int} NOT NULL REFERENCES case_file(id),
  n {int} NOT NULL,
  shield TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
){strict};
CREATE INDEX case_shield_of ON case_shield(shield, case_id);

-- The same bytes again are kept as well, and so is the paper that was scanned before.
CREATE INDEX arrival_duplicate ON arrival(duplicate_of) WHERE duplicate_of IS NOT NULL;

-- Repeated petitions (docs/decisions/0048). A case in the form in which cases are compared; people is JSON, claims, words
-- and pictures are lists of numbers as text, keys are those that stand in portrait_key. Read with their row, never searched.
CREATE TABLE case_portrait (
  case_id {int} NOT NULL PRIMARY KEY REFERENCES case_file(id),
  people TEXT NOT NULL,
  claims TEXT NOT NULL,
  claims_of {int} NOT NULL,
  words TEXT NOT NULL,
  words_of {int} NOT NULL,
  pictures TEXT NOT NULL,
  again {int} NOT NULL,
  new_turn {int} NOT NULL,
  keys TEXT NOT NULL
){strict};
-- What a case like it is looked for by.
CREATE TABLE portrait_key (
  hash {int} NOT NULL,
  case_id {int} NOT NULL,
  PRIMARY KEY (hash, case_id)
){strict};
-- The newest word of a person about two cases; earlier ones stand in the record.
CREATE TABLE case_ruling (
  later {int} NOT NULL REFERENCES case_file(id),
  earlier {int} NOT NULL REFERENCES case_file(id),
  same {int} NOT NULL,
  relation TEXT NOT NULL,
  reason TEXT NOT NULL,
  person TEXT NOT NULL,
  at_ms {int} NOT NULL,
  PRIMARY KEY (later, earlier)
){strict};
CREATE INDEX case_ruling_earlier ON case_ruling(earlier, later);

-- What is there already gets its portrait from the first worker, with its entry of the search.
UPDATE search_subject SET mark = mark + 1 WHERE subject NOT LIKE 'documents:%';

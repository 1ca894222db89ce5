-- What a word of the register is looked for in, as one text a case, in small letters: the number, names, claims and the
-- numbers of documents. Written with the case. Identity numbers are looked for where they stand.
CREATE TABLE case_words (
  case_id {int} NOT NULL PRIMARY KEY REFERENCES case_file(id),
  words TEXT NOT NULL
){strict};
INSERT INTO case_words(case_id, words)
SELECT c.id, lower(c.number)
  || COALESCE((SELECT ' ' || {joined}(y.t, ' ') FROM
     (SELECT lower(x.name) AS t FROM case_applicant x WHERE x.case_id = c.id ORDER BY x.n) AS y), '')
  || COALESCE((SELECT ' ' || {joined}(y.t, ' ') FROM
     (SELECT lower(x.text) AS t FROM case_claim x WHERE x.case_id = c.id ORDER BY x.n) AS y), '')
  || COALESCE((SELECT ' ' || {joined}(y.t, ' ') FROM
     (SELECT lower(x.document_number) AS t FROM case_round x WHERE x.case_id = c.id ORDER BY x.n) AS y), '')
FROM case_file c;

-- The two balances are counted from indexes alone.
CREATE INDEX arrival_balance ON arrival(state, pages_opened, code, part, batch, id);

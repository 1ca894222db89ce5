-- The kind of paper whose number identifies a petitioner; how many a joint letter says it is of; who speaks for the
-- petitioners, and how long.
ALTER TABLE case_applicant ADD COLUMN id_kind TEXT NOT NULL DEFAULT 'resident_id';
ALTER TABLE case_file ADD COLUMN petitioners {int} NOT NULL DEFAULT 0;
CREATE TABLE case_mandate (
  case_id {int} NOT NULL REFERENCES case_file(id),
  n {int} NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  id_kind TEXT NOT NULL,
  id_number TEXT NOT NULL,
  phone TEXT NOT NULL,
  powers TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT,
  proof TEXT NOT NULL,
  ended_on TEXT,
  PRIMARY KEY (case_id, n)
){strict};

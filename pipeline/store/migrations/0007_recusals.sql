-- Lawyers who stood back from a case: none of them is offered its task again.
CREATE TABLE case_recusal (
  case_id {int} NOT NULL REFERENCES case_file(id),
  n {int} NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
){strict};

-- The law of the case. Tables for what is looked up or counted; texts and documents are files named by digest.
CREATE TABLE case_file (
  id {id},
  number TEXT NOT NULL UNIQUE,
  version {int} NOT NULL,
  kind TEXT NOT NULL,
  arrival {int} UNIQUE,
  anonymous {int} NOT NULL,
  received TEXT NOT NULL
){strict};

CREATE TABLE case_applicant (
  case_id {int} NOT NULL REFERENCES case_file(id),
  n {int} NOT NULL,
  name TEXT NOT NULL,
  sex TEXT NOT NULL,
  id_number TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
){strict};

CREATE TABLE case_claim (
  case_id {int} NOT NULL REFERENCES case_file(id),
  n {int} NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
){strict};

-- service is JSON: how the document reached its reader; it is shown, never searched.
CREATE TABLE case_round (
  case_id {int} NOT NULL REFERENCES case_file(id),
  n {int} NOT NULL,
  level TEXT NOT NULL,
  organ TEXT NOT NULL,
  ours {int} NOT NULL,
  stage TEXT NOT NULL,
  document_title TEXT NOT NULL,
  document_number TEXT NOT NULL,
  document_date TEXT,
  service TEXT,
  said_received TEXT,
  applied_on TEXT,
  posted_on TEXT,
  accepted_on TEXT,
  reason TEXT NOT NULL,
  draft_version {int} NOT NULL,
  draft_text TEXT NOT NULL,
  draft_blob TEXT NOT NULL,
  drafter TEXT NOT NULL,
  counsel TEXT NOT NULL,
  signed_text TEXT NOT NULL,
  approver TEXT NOT NULL,
  issued_blob TEXT NOT NULL,
  issued_pdf TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
){strict};

CREATE TABLE case_deadline (
  case_id {int} NOT NULL REFERENCES case_file(id),
  n {int} NOT NULL,
  rule TEXT NOT NULL,
  basis TEXT NOT NULL,
  from_date TEXT NOT NULL,
  count {int} NOT NULL,
  unit TEXT NOT NULL,
  raw_date TEXT NOT NULL,
  effective_date TEXT,
  round {int} NOT NULL,
  met {int} NOT NULL,
  PRIMARY KEY (case_id, n)
){strict};

-- The chain. The head row is locked by whoever appends, so n has no gaps.
CREATE TABLE event (
  n {int} NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL,
  seq {int} NOT NULL,
  act TEXT NOT NULL,
  actor TEXT NOT NULL,
  at_ms {int} NOT NULL,
  moved_from TEXT NOT NULL,
  moved_to TEXT NOT NULL,
  basis TEXT NOT NULL,
  text_digest TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (subject, seq)
){strict};
CREATE TABLE event_head (
  id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
  n {int} NOT NULL,
  hash TEXT NOT NULL
){strict};
INSERT INTO event_head(id, n, hash)
  VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Numbers of documents and cases. The row of the series is locked by whoever takes one.
CREATE TABLE number_series (
  series TEXT NOT NULL,
  year {int} NOT NULL,
  last {int} NOT NULL,
  PRIMARY KEY (series, year)
){strict};
CREATE TABLE number_taken (
  series TEXT NOT NULL,
  year {int} NOT NULL,
  n {int} NOT NULL,
  holder TEXT NOT NULL UNIQUE,
  taken_at_ms {int} NOT NULL,
  PRIMARY KEY (series, year, n)
){strict};

-- The office. conflicts and aliases are JSON lists: read with their row, never searched.
CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  firm TEXT NOT NULL,
  conflicts TEXT NOT NULL
){strict};
CREATE TABLE organ (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  superior TEXT NOT NULL,
  level {int} NOT NULL,
  aliases TEXT NOT NULL
){strict};

-- Notices that go out beside the document of their round, each with its own service (JSON, as in case_round).
CREATE TABLE case_notice (
  case_id {int} NOT NULL REFERENCES case_file(id),
  n {int} NOT NULL,
  round {int} NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  number TEXT NOT NULL,
  dated TEXT NOT NULL,
  blob TEXT NOT NULL,
  pdf TEXT NOT NULL,
  service TEXT,
  PRIMARY KEY (case_id, n)
){strict};
-- The extension of a round's period that was asked for or granted: JSON. What a period was extended by, and the days
-- of a hearing that it leaves out.
ALTER TABLE case_round ADD COLUMN extension TEXT;
ALTER TABLE case_deadline ADD COLUMN extended {int} NOT NULL DEFAULT 0;
ALTER TABLE case_deadline ADD COLUMN hearing_days {int} NOT NULL DEFAULT 0;
-- An extension of the current round that waits for a leader; nobody writes it but the saving of a case, as in 0019.
ALTER TABLE case_file ADD COLUMN asks_leader {int} NOT NULL DEFAULT 0;
CREATE INDEX case_file_asks_leader ON case_file(id) WHERE asks_leader = 1;
-- Slips of service that were scanned back in and wait for whoever registers the service.
CREATE INDEX arrival_slips ON arrival(case_number) WHERE code = 'slip.returned';

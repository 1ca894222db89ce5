-- What people corrected of what was read, each step with what stood there before; never changed, never removed.
CREATE TABLE correction (
  id {id},
  arrival {int} NOT NULL REFERENCES arrival(id),
  what TEXT NOT NULL,
  page {int} NOT NULL,
  before_text TEXT NOT NULL,
  after_text TEXT NOT NULL,
  read_text TEXT NOT NULL,
  person TEXT NOT NULL,
  at_ms {int} NOT NULL
){strict};
CREATE INDEX correction_arrival ON correction(arrival, id);

-- Characters a reader took for others in names the office lists: organs, streets, villages. No person's name and
-- nothing of informants; who corrected it and where is not kept.
CREATE TABLE confusion (
  read_char TEXT NOT NULL,
  meant_char TEXT NOT NULL,
  times {int} NOT NULL,
  PRIMARY KEY (read_char, meant_char)
){strict};

-- The searchable copy of an arrival, and over which pictures and readings it was written.
CREATE TABLE archive_copy (
  arrival {int} NOT NULL PRIMARY KEY REFERENCES arrival(id),
  blob TEXT NOT NULL,
  bytes {int} NOT NULL,
  pages {int} NOT NULL,
  made_of TEXT NOT NULL,
  at_ms {int} NOT NULL
){strict};

-- Which data folders may be opened over this database.
CREATE TABLE installation (
  id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
  demo {int} NOT NULL,
  created_ms {int} NOT NULL
){strict};

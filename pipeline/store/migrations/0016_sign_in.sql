-- Where a session sits.
ALTER TABLE web_session ADD COLUMN peer TEXT NOT NULL DEFAULT '';

-- Tries to get in, of all hosts. What was typed is not there: who tried stands as a mark (access/throttle.hpp).
CREATE TABLE sign_in_try (
  who TEXT NOT NULL PRIMARY KEY,
  n {int} NOT NULL,
  last_ms {int} NOT NULL,
  until_ms {int} NOT NULL
){strict};
CREATE INDEX sign_in_try_last ON sign_in_try(last_ms);

-- The second factor of a person: the secret shared with a telephone, and the last step whose code was taken.
CREATE TABLE second_factor (
  person TEXT NOT NULL PRIMARY KEY REFERENCES person(id),
  secret TEXT NOT NULL,
  confirmed {int} NOT NULL,
  used_step {int} NOT NULL,
  since_ms {int} NOT NULL
){strict};

-- One-time codes for a lost telephone, as digests; a code that was used is gone.
CREATE TABLE recovery_code (
  person TEXT NOT NULL REFERENCES person(id),
  digest TEXT NOT NULL,
  PRIMARY KEY (person, digest)
){strict};

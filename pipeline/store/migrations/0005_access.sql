-- Who may sign in and who is in. Of a session's token only the digest is kept, of a password only its hash.
CREATE TABLE account (
  person TEXT NOT NULL PRIMARY KEY REFERENCES person(id),
  user_name TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  must_change {int} NOT NULL,
  locked {int} NOT NULL,
  changed_ms {int} NOT NULL
){strict};

CREATE TABLE web_session (
  id TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person(id),
  role TEXT NOT NULL,
  csrf TEXT NOT NULL,
  begun_ms {int} NOT NULL,
  seen_ms {int} NOT NULL
){strict};
CREATE INDEX web_session_person ON web_session(person);
CREATE INDEX web_session_seen ON web_session(seen_ms);

-- Answers given to requests with an Idempotency-Key, for as long as one may be sent again.
CREATE TABLE answered_once (
  person TEXT NOT NULL,
  route TEXT NOT NULL,
  once_key TEXT NOT NULL,
  asked TEXT NOT NULL,
  status {int} NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  at_ms {int} NOT NULL,
  PRIMARY KEY (person, route, once_key)
){strict};
CREATE INDEX answered_once_at ON answered_once(at_ms);

-- Whose identity at the organisation's provider is whose (access/ports.hpp).
CREATE TABLE identity_binding (
  person TEXT NOT NULL PRIMARY KEY REFERENCES person(id),
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  since_ms {int} NOT NULL
){strict};
CREATE UNIQUE INDEX identity_binding_identity ON identity_binding(issuer, subject);

-- Browsers that were sent to the provider and are not back; the state is there as its digest.
CREATE TABLE departure (
  state TEXT NOT NULL PRIMARY KEY,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  back TEXT NOT NULL,
  wanted TEXT NOT NULL,
  at_ms {int} NOT NULL
){strict};
CREATE INDEX departure_at ON departure(at_ms);

-- Begun on the word of the provider.
ALTER TABLE web_session ADD COLUMN vouched {int} NOT NULL DEFAULT 0;

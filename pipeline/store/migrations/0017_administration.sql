-- What an administrator changes while the house works: settings over office.json, years over the shipped calendars.
-- The head is raised by each change: hosts look at it alone.
CREATE TABLE bylaws_head (
  id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
  version {int} NOT NULL
){strict};
INSERT INTO bylaws_head(id, version) VALUES (1, 0);
CREATE TABLE setting (
  setting_key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  version {int} NOT NULL,
  changed_ms {int} NOT NULL,
  changed_by TEXT NOT NULL,
  reason TEXT NOT NULL
){strict};
-- The days of a year are one text, as the shipped ones are: read with their row, never searched.
CREATE TABLE calendar_year (
  year {int} NOT NULL PRIMARY KEY,
  days TEXT NOT NULL,
  source TEXT NOT NULL,
  version {int} NOT NULL,
  changed_ms {int} NOT NULL,
  changed_by TEXT NOT NULL
){strict};

ALTER TABLE person ADD COLUMN organ TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN version {int} NOT NULL DEFAULT 1;
ALTER TABLE organ ADD COLUMN former TEXT NOT NULL DEFAULT '[]';
ALTER TABLE organ ADD COLUMN version {int} NOT NULL DEFAULT 1;

-- The contracts with law firms, and the lawyers under each.
CREATE TABLE contract (
  id TEXT NOT NULL PRIMARY KEY,
  firm TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL,
  cases {int} NOT NULL,
  days {int} NOT NULL,
  specialties TEXT NOT NULL,
  version {int} NOT NULL
){strict};
CREATE TABLE contract_lawyer (
  contract TEXT NOT NULL REFERENCES contract(id),
  person TEXT NOT NULL REFERENCES person(id),
  licence TEXT NOT NULL,
  PRIMARY KEY (contract, person)
){strict};
CREATE INDEX contract_lawyer_person ON contract_lawyer(person);

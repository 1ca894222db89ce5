-- What reached the house, and its pages. due is JSON: the period T1 with its derivation.
CREATE TABLE arrival (
  id {id},
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  channel TEXT NOT NULL,
  received TEXT NOT NULL,
  received_confirmed {int} NOT NULL,
  posted TEXT,
  original TEXT NOT NULL,
  bytes {int} NOT NULL,
  media TEXT NOT NULL,
  pages_opened {int} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('in_progress', 'registered', 'needs_person', 'rejected', 'duplicate')),
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  duplicate_of {int} REFERENCES arrival(id),
  case_number TEXT NOT NULL,
  fields TEXT NOT NULL,
  due TEXT,
  scan_again {int} NOT NULL,
  at_ms {int} NOT NULL,
  version {int} NOT NULL
){strict};
CREATE INDEX arrival_original ON arrival(original, id);
CREATE INDEX arrival_state ON arrival(state);

CREATE TABLE page (
  id {id},
  arrival {int} NOT NULL REFERENCES arrival(id),
  n {int} NOT NULL,
  image TEXT NOT NULL,
  media TEXT NOT NULL,
  width {int} NOT NULL,
  height {int} NOT NULL,
  dpi {int} NOT NULL,
  place TEXT NOT NULL
    CHECK (place IN ('in_progress', 'in_letter', 'separator', 'blank_hidden', 'in_rejected', 'in_duplicates')),
  reading TEXT NOT NULL,
  confidence {real} NOT NULL,
  UNIQUE (arrival, n)
){strict};
CREATE INDEX page_place ON page(place);

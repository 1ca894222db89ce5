-- What was delivered together, and how its pages become letters. proposal is the digest of a blob, steps JSON:
-- shown and applied, never searched.
CREATE TABLE batch (
  id {id},
  version {int} NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  channel TEXT NOT NULL,
  received TEXT NOT NULL,
  received_confirmed {int} NOT NULL,
  posted TEXT,
  source TEXT NOT NULL CHECK (source IN ('upload', 'folder', 'command')),
  box TEXT NOT NULL,
  layout TEXT NOT NULL CHECK (layout IN ('by_kind', 'letters', 'stack')),
  two_sided {int} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'reading', 'to_sort', 'sorted')),
  proposal TEXT NOT NULL,
  steps TEXT NOT NULL,
  applied {int} NOT NULL,
  undecided {int} NOT NULL,
  opened_by TEXT NOT NULL,
  at_ms {int} NOT NULL,
  closed_at_ms {int},
  sorted_at_ms {int},
  sorted_by TEXT NOT NULL
){strict};
CREATE INDEX batch_state ON batch(state, id);
CREATE INDEX batch_sorted ON batch(sorted_at_ms);

-- An arrival is a letter, or a file of a batch that holds any number of them; such a file is counted until its
-- pages are sorted.
DROP INDEX arrival_state;
DROP INDEX arrival_to_verify;
ALTER TABLE arrival ADD COLUMN standing TEXT NOT NULL DEFAULT 'in_progress'
  CHECK (standing IN ('in_progress', 'registered', 'needs_person', 'rejected', 'duplicate', 'sorted'));
UPDATE arrival SET standing = state;
ALTER TABLE arrival DROP COLUMN state;
ALTER TABLE arrival RENAME COLUMN standing TO state;
ALTER TABLE arrival ADD COLUMN batch {int} REFERENCES batch(id);
ALTER TABLE arrival ADD COLUMN part TEXT NOT NULL DEFAULT 'letter' CHECK (part IN ('letter', 'file'));
ALTER TABLE arrival ADD COLUMN label TEXT NOT NULL DEFAULT '';
CREATE INDEX arrival_state ON arrival(state, received, id);
CREATE INDEX arrival_to_verify ON arrival(state, id) WHERE verified_at_ms IS NULL;
CREATE INDEX arrival_batch ON arrival(batch, part, id);

-- Where a page came out of a file never changes; in which letter it lies does.
ALTER TABLE page ADD COLUMN file {int} NOT NULL DEFAULT 0;
ALTER TABLE page ADD COLUMN file_n {int} NOT NULL DEFAULT 0;
ALTER TABLE page ADD COLUMN kind TEXT NOT NULL DEFAULT 'page'
  CHECK (kind IN ('page', 'blank', 'envelope', 'attachment', 'separator'));
ALTER TABLE page ADD COLUMN rotated {int} NOT NULL DEFAULT 0;
ALTER TABLE page ADD COLUMN read_at_ms {int};
UPDATE page SET file = arrival, file_n = n;
CREATE UNIQUE INDEX page_file ON page(file, file_n);

-- The search (docs/decisions/0021). search_subject says what waits to be written anew: mark rises with every change
-- of what the subject tells of, in the transaction that changes it; done is the mark its entry was built from.
CREATE TABLE search_subject (
  subject TEXT NOT NULL PRIMARY KEY,
  mark {int} NOT NULL,
  done {int} NOT NULL DEFAULT 0
){strict};
CREATE INDEX search_subject_stale ON search_subject(subject) WHERE mark > done;

-- Entries in the order they were written; one that is written anew takes the next slot, so what a slot says never
-- changes. bound is a JSON list, read with its row.
CREATE TABLE search_entry (
  slot {int} NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  bound TEXT NOT NULL,
  text TEXT NOT NULL
){strict};

-- Some hundred entries each, with their terms in pages (pipeline/search/block.hpp); gone counts those of its entries
-- that are no more. What came after the last block is read through.
CREATE TABLE search_block (
  id {int} NOT NULL PRIMARY KEY,
  first_slot {int} NOT NULL,
  last_slot {int} NOT NULL,
  entries {int} NOT NULL,
  gone {int} NOT NULL,
  slots TEXT NOT NULL
){strict};
CREATE INDEX search_block_first ON search_block(first_slot);
CREATE TABLE search_page (
  block {int} NOT NULL REFERENCES search_block(id),
  first_term {int} NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (block, first_term)
){strict};
-- The row is locked by whoever writes an entry or makes a block.
CREATE TABLE search_head (
  id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
  slot {int} NOT NULL,
  folded {int} NOT NULL,
  block {int} NOT NULL
){strict};
INSERT INTO search_head(id, slot, folded, block) VALUES (1, 0, 0, 0);

-- What is there already is written by the first worker.
INSERT INTO search_subject(subject, mark) SELECT 'arrival:' || CAST(id AS TEXT), 1 FROM arrival;
INSERT INTO search_subject(subject, mark) SELECT 'case:' || number, 1 FROM case_file WHERE arrival IS NULL;
INSERT INTO search_subject(subject, mark) SELECT 'documents:' || number, 1 FROM case_file;

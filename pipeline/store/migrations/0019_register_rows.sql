-- What the register filters and sorts by stands in the row of the case: stage and drafter of its own round (none: no
-- stage), and the next day the office must keep. Written with the case, always from its rounds and periods.
ALTER TABLE case_file ADD COLUMN stage TEXT;
ALTER TABLE case_file ADD COLUMN drafter TEXT NOT NULL DEFAULT '';
ALTER TABLE case_file ADD COLUMN due TEXT;
UPDATE case_file SET
  stage = (SELECT r.stage FROM case_round r WHERE r.case_id = case_file.id AND r.ours = 1 ORDER BY r.n DESC LIMIT 1),
  drafter = COALESCE((SELECT r.drafter FROM case_round r WHERE r.case_id = case_file.id AND r.ours = 1
                      ORDER BY r.n DESC LIMIT 1), ''),
  due = (SELECT MIN(COALESCE(d.effective_date, d.raw_date)) FROM case_deadline d
         WHERE d.case_id = case_file.id AND d.met = 0 AND d.rule IN ('T1', 'T8', 'T10'));

-- In the orders of its pages. Everything that is filtered by stands in each of them, so that a page far back, and a
-- filter beside another order, are found without a look at the rows that are passed over.
DROP INDEX case_file_received;
DROP INDEX case_file_kind;
CREATE INDEX register_received ON case_file(received, id, number, kind, stage, drafter, due) WHERE stage IS NOT NULL;
CREATE INDEX register_number ON case_file(number, id, received, kind, stage, drafter, due) WHERE stage IS NOT NULL;
CREATE INDEX register_kind ON case_file(kind, received, id, number, stage, drafter, due) WHERE stage IS NOT NULL;
CREATE INDEX register_stage ON case_file(stage, received, id, number, kind, drafter, due) WHERE stage IS NOT NULL;
CREATE INDEX register_drafter ON case_file(drafter, received, id, number, kind, stage, due) WHERE stage IS NOT NULL;
CREATE INDEX register_due ON case_file(due, id, number, received, kind, stage, drafter)
  WHERE stage IS NOT NULL AND due IS NOT NULL;
-- What has no day is last either way.
CREATE INDEX register_due_first ON case_file(COALESCE(due, '~'), id, number, kind, stage, drafter, due)
  WHERE stage IS NOT NULL;
CREATE INDEX register_due_last ON case_file(COALESCE(due, ''), id, number, kind, stage, drafter, due)
  WHERE stage IS NOT NULL;

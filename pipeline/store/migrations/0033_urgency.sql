-- Major and urgent matters: what was found and decided of a case and its letter (urgent_matter, urgent_places: JSON,
-- shown with their row, never searched), and whether it goes first in the lists of work. Nobody writes `urgent` but the saving of its
-- row, as in 0019.
ALTER TABLE case_file ADD COLUMN urgency TEXT NOT NULL DEFAULT '';
ALTER TABLE case_file ADD COLUMN urgent_matter TEXT;
ALTER TABLE case_file ADD COLUMN urgent {int} NOT NULL DEFAULT 0;
ALTER TABLE arrival ADD COLUMN urgency TEXT NOT NULL DEFAULT '';
ALTER TABLE arrival ADD COLUMN urgent_places TEXT NOT NULL DEFAULT '[]';
ALTER TABLE arrival ADD COLUMN urgent {int} NOT NULL DEFAULT 0;
CREATE INDEX register_urgent ON case_file(urgent DESC, COALESCE(due, '~'), id, number, kind, stage, drafter, due)
  WHERE stage IS NOT NULL;
CREATE INDEX case_file_urgent ON case_file(id) WHERE urgent = 1;
CREATE INDEX arrival_urgent ON arrival(id) WHERE urgent = 1;

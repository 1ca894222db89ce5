-- A period that was counted anew, because a calendar was published or changed: on which day that was, and the day the
-- period had ended on until then.
ALTER TABLE case_deadline ADD COLUMN recounted TEXT;
ALTER TABLE case_deadline ADD COLUMN former_date TEXT;
CREATE INDEX case_deadline_running ON case_deadline(raw_date, case_id) WHERE met = 0;

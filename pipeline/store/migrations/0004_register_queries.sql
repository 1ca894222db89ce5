-- What the pages of the register filter and sort by.
CREATE INDEX case_file_received ON case_file(received, id);
CREATE INDEX case_file_kind ON case_file(kind, received, id);
CREATE INDEX case_round_stage ON case_round(stage, case_id, n);
CREATE INDEX case_round_organ ON case_round(organ, case_id);
CREATE INDEX case_round_drafter ON case_round(drafter, case_id);
CREATE INDEX case_deadline_due ON case_deadline(COALESCE(effective_date, raw_date), met, case_id);
CREATE INDEX case_deadline_open ON case_deadline(met, case_id);

DROP INDEX arrival_state;
CREATE INDEX arrival_state ON arrival(state, received, id);
CREATE INDEX arrival_received ON arrival(received, id);

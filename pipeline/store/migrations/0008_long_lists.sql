-- What keeps the lists quick with a hundred thousand cases: the open periods of the office alone, a case's own round
-- by its case, and the rounds a clerk has before him without a look at the rest of the row.
CREATE INDEX case_deadline_ours ON case_deadline(case_id, COALESCE(effective_date, raw_date))
  WHERE met = 0 AND rule IN ('T1', 'T8', 'T10');
CREATE INDEX case_round_current ON case_round(case_id) WHERE ours = 1;
CREATE INDEX case_round_drafting ON case_round(stage, drafter) WHERE ours = 1;

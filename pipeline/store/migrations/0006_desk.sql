-- What the pages keep: what is typed and not yet a draft, what people said to findings, what they confirmed of a
-- letter, the words of a search. Texts that are shown and never searched are JSON.
CREATE TABLE working_copy (
  case_number TEXT NOT NULL,
  round {int} NOT NULL,
  version {int} NOT NULL,
  parts TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at_ms {int} NOT NULL,
  PRIMARY KEY (case_number, round)
){strict};

CREATE TABLE finding_answer (
  id {id},
  case_number TEXT NOT NULL,
  round {int} NOT NULL,
  finding TEXT NOT NULL,
  person TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('explain', 'uphold', 'dismiss')),
  reason TEXT NOT NULL,
  at_ms {int} NOT NULL
){strict};
CREATE INDEX finding_answer_case ON finding_answer(case_number, round, id);

CREATE TABLE verification (
  arrival {int} NOT NULL PRIMARY KEY REFERENCES arrival(id),
  version {int} NOT NULL,
  confirmed TEXT NOT NULL,
  verified_by TEXT NOT NULL,
  verified_at_ms {int}
){strict};

CREATE TABLE search_words (
  id TEXT NOT NULL PRIMARY KEY,
  words TEXT NOT NULL,
  person TEXT NOT NULL,
  at_ms {int} NOT NULL
){strict};

-- When a person confirmed the letter's reading; beside the state, so that what waits is found by an index.
ALTER TABLE arrival ADD COLUMN verified_at_ms {int};
CREATE INDEX arrival_to_verify ON arrival(state, id) WHERE verified_at_ms IS NULL;
CREATE INDEX arrival_day ON arrival(at_ms);

-- Of a case only the round of ours moves, and it is the current one (review/rounds.hpp).
CREATE INDEX case_round_ours ON case_round(stage, case_id) WHERE ours = 1;
CREATE INDEX case_deadline_unmet ON case_deadline(rule, case_id) WHERE met = 0;
CREATE INDEX event_actor ON event(actor, n);

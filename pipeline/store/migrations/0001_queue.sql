-- Durable work. lease_token rises with every claim and fences it; charged_token is the lease that last cost an
-- attempt; returns counts leases that ended without a verdict.
CREATE TABLE job (
  id {id},
  kind TEXT NOT NULL,
  queue TEXT NOT NULL,
  payload TEXT NOT NULL,
  subject TEXT NOT NULL,
  dedup_key TEXT,
  state TEXT NOT NULL CHECK (state IN ('ready', 'leased', 'done', 'dead', 'cancelled')),
  priority {int} NOT NULL,
  run_at_ms {int} NOT NULL,
  attempt {int} NOT NULL DEFAULT 0,
  max_attempts {int} NOT NULL,
  returns {int} NOT NULL DEFAULT 0,
  lease_owner TEXT,
  lease_token {int} NOT NULL DEFAULT 0,
  charged_token {int} NOT NULL DEFAULT 0,
  lease_until_ms {int},
  last_error TEXT,
  created_at_ms {int} NOT NULL,
  finished_at_ms {int},
  CHECK ((state = 'leased') = (lease_until_ms IS NOT NULL)),
  CHECK ((state = 'leased') = (lease_owner IS NOT NULL)),
  CHECK ((state IN ('done', 'dead', 'cancelled')) = (finished_at_ms IS NOT NULL))
){strict};
-- In the order of a claim, so that a long backlog is never sorted.
CREATE INDEX job_ready ON job(queue, priority, run_at_ms, id) WHERE state = 'ready';
CREATE INDEX job_ready_for ON job(queue, subject, priority, run_at_ms, id) WHERE state = 'ready';
CREATE INDEX job_leased ON job(lease_until_ms) WHERE state = 'leased';
CREATE INDEX job_subject ON job(subject, state);
CREATE UNIQUE INDEX job_live ON job(kind, dedup_key)
  WHERE dedup_key IS NOT NULL AND state IN ('ready', 'leased');

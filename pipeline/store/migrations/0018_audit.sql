-- What keeps the auditor's lists quick with a million events: each filter in the order of the list. The kind of a
-- subject is told by its first letters, so that nothing beside the chain says what an event is about.
CREATE INDEX event_at ON event(at_ms, n);
CREATE INDEX event_act ON event(act, at_ms, n);
CREATE INDEX event_kind ON event(substr(subject, 1, 5), at_ms, n);
CREATE INDEX event_kind_act ON event(substr(subject, 1, 5), act, at_ms, n);
CREATE INDEX event_actor_act ON event(actor, act, at_ms, n);
CREATE INDEX event_actor_kind ON event(actor, substr(subject, 1, 5), at_ms, n);
DROP INDEX event_actor;
CREATE INDEX event_actor ON event(actor, at_ms, n);

-- The board of the checks of the chain (pipeline/flow/chain_check.hpp).
CREATE TABLE chain_check (
  id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
  standing TEXT NOT NULL CHECK (standing IN ('never', 'asked', 'running', 'done', 'failed')),
  asked_by TEXT NOT NULL,
  asked_ms {int} NOT NULL,
  begun_ms {int} NOT NULL,
  seen_ms {int} NOT NULL,
  host TEXT NOT NULL,
  checked {int} NOT NULL,
  events {int} NOT NULL,
  anchors {int} NOT NULL,
  flaws {int} NOT NULL,
  flaw TEXT,
  flaw_n {int} NOT NULL,
  flaw_last {int} NOT NULL,
  flaw_anchored_ms {int} NOT NULL,
  code TEXT NOT NULL
){strict};
INSERT INTO chain_check(id, standing, asked_by, asked_ms, begun_ms, seen_ms, host, checked, events, anchors, flaws,
                        flaw_n, flaw_last, flaw_anchored_ms, code)
  VALUES (1, 'never', '', 0, 0, 0, '', 0, 0, 0, 0, 0, 0, 0, '');

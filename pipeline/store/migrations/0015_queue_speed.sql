-- A claim looks at each priority in turn, so that jobs of the best one that are not due yet are never read through.
UPDATE job SET priority = CASE WHEN priority < 100 THEN 0 WHEN priority = 100 THEN 100 ELSE 200 END;
-- What is done is in no index but the key: history costs a claim nothing.
DROP INDEX job_subject;
DROP INDEX job_leased;
CREATE INDEX job_leased ON job(subject) WHERE state = 'leased';
CREATE INDEX job_dead ON job(subject) WHERE state = 'dead';

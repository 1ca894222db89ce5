-- Slips of service that lie with their case: what is kept from a reader with a case is asked of every read.
CREATE INDEX arrival_filed_slips ON arrival(case_number) WHERE code = 'slip.filed';

-- On which ground of the table (review/declining.hpp) a round was declined; empty where it was not, or before there was
-- a table.
ALTER TABLE case_round ADD COLUMN ground TEXT NOT NULL DEFAULT '';

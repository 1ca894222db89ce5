-- Who has the powers of an organ since it was merged or dissolved: its code; empty while it is there.
ALTER TABLE organ ADD COLUMN successor TEXT NOT NULL DEFAULT '';

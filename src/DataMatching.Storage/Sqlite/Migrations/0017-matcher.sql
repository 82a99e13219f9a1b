-- By which version of the matching a delivery was accepted; empty: before versions were noted. Those in force that were matched by an earlier one are read again.

ALTER TABLE batch ADD COLUMN matcher INTEGER;

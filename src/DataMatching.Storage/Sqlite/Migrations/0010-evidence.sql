-- The facts of a household of one batch, packed and sealed together: a delivery has tens of facts a household, and a row for each was most of a night's work.
-- What a database of before holds in fact is moved here by the program within this migration; the next one drops it.

CREATE TABLE evidence (
  batch INTEGER NOT NULL REFERENCES batch (id),
  household TEXT NOT NULL,
  part INTEGER NOT NULL,
  facts_enc BLOB NOT NULL,
  PRIMARY KEY (batch, household, part)
) WITHOUT ROWID;

-- Days on which something that the batch says of the household begins to hold, or no longer holds: day numbers (0001-01-01 is 0), four bytes each, ascending.
ALTER TABLE batch_household ADD COLUMN edge_days BLOB;

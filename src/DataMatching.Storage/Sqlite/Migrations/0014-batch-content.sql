-- What a batch says of its households, as digests by which the next one is compared: of many households together and sealed, for it is only ever read whole. The program moves batch_household here within this
-- migration; the next one drops it. From here on a row of evidence holds the facts of several neighbouring households (docs/decisions/0018-neighbours.md), which programs of before cannot read; its rows
-- of before stay as they are.

CREATE TABLE batch_content (
  batch INTEGER NOT NULL REFERENCES batch (id),
  part INTEGER NOT NULL,
  households_enc BLOB NOT NULL,
  PRIMARY KEY (batch, part)
);

-- So that a node of before that waits for its turn to write finds no such table, instead of writing into what is dropped.
ALTER TABLE batch_household RENAME TO batch_household_before;

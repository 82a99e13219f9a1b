-- The blind check of matches that rest on no number: what the rows of a delivery came to, by which thresholds (in millionths), and which were drawn; and what people said of pairs.

CREATE TABLE described_sample (
  batch INTEGER NOT NULL PRIMARY KEY REFERENCES batch (id),
  probable INTEGER NOT NULL,
  doubtful INTEGER NOT NULL,
  sample_enc BLOB NOT NULL
);

-- The row that was shown is the one of a batch and line. What: 0 shown, 1 the same person, 2 another, 3 cannot be told. The latest answer to a pair holds.
CREATE TABLE match_answer (
  id INTEGER NOT NULL PRIMARY KEY,
  pair_index BLOB NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch (id),
  line INTEGER NOT NULL,
  person TEXT NOT NULL,
  district INTEGER NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  what INTEGER NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX match_answer_by_account ON match_answer (account, id);

CREATE TRIGGER match_answer_is_not_changed BEFORE UPDATE ON match_answer BEGIN SELECT RAISE(ABORT, 'match_answer is append-only'); END;
CREATE TRIGGER match_answer_is_not_deleted BEFORE DELETE ON match_answer BEGIN SELECT RAISE(ABORT, 'match_answer is append-only'); END;

-- Work cut into units that several nodes share: what is to be done, who has it, what came of it. And the nodes.

CREATE TABLE stage (
  id INTEGER NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL,
  step TEXT NOT NULL,
  document TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  ended_at TEXT
);
CREATE INDEX stage_by_subject ON stage (subject, step);

CREATE TABLE unit (
  stage INTEGER NOT NULL REFERENCES stage (id),
  ordinal INTEGER NOT NULL,
  document TEXT NOT NULL,
  size INTEGER NOT NULL,
  row_count INTEGER NOT NULL DEFAULT 0,
  state INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  node TEXT,
  began_at TEXT,
  ended_at TEXT,
  failure TEXT,
  outcome_enc BLOB,
  PRIMARY KEY (stage, ordinal)
) WITHOUT ROWID;

CREATE TABLE node (
  name TEXT NOT NULL PRIMARY KEY,
  program TEXT NOT NULL,
  configuration TEXT NOT NULL,
  hands INTEGER NOT NULL,
  began_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  problem TEXT
) WITHOUT ROWID;

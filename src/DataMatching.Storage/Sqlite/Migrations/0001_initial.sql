CREATE TABLE union_import (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  households INTEGER NOT NULL,
  roll INTEGER NOT NULL,
  rejected INTEGER NOT NULL
);

-- A household as one encrypted document, stored once for each content it has had.
CREATE TABLE household_version (
  id INTEGER PRIMARY KEY,
  household TEXT NOT NULL,
  content_index BLOB NOT NULL,
  district INTEGER NOT NULL,
  state INTEGER NOT NULL,
  document_enc BLOB NOT NULL,
  UNIQUE (household, content_index)
);

CREATE TABLE union_import_household (
  import INTEGER NOT NULL REFERENCES union_import (id),
  household TEXT NOT NULL,
  version INTEGER NOT NULL REFERENCES household_version (id),
  PRIMARY KEY (import, household)
) WITHOUT ROWID;

CREATE TABLE household_person (
  version INTEGER NOT NULL REFERENCES household_version (id),
  person TEXT NOT NULL,
  id_index BLOB NOT NULL,
  PRIMARY KEY (version, person)
) WITHOUT ROWID;

CREATE INDEX household_person_by_id ON household_person (id_index);

CREATE TABLE union_rejected_row (
  import INTEGER NOT NULL REFERENCES union_import (id),
  number INTEGER NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  column_name TEXT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (import, number)
);

CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  registry TEXT NOT NULL,
  dataset TEXT NOT NULL,
  scope INTEGER NOT NULL,
  as_of TEXT NOT NULL,
  first_month TEXT NOT NULL,
  last_month TEXT NOT NULL,
  mode INTEGER NOT NULL,
  encoding INTEGER NOT NULL,
  manifest_rows INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  delivery TEXT NULL,
  file TEXT NOT NULL,
  pass INTEGER NOT NULL,
  state INTEGER NOT NULL,
  refusal TEXT NULL,
  rows_read INTEGER NOT NULL,
  matched INTEGER NOT NULL,
  facts INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  no_basis INTEGER NOT NULL,
  no_usable_id INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  matched_import INTEGER NULL REFERENCES union_import (id),
  matched_on TEXT NULL,
  landed_at TEXT NOT NULL,
  UNIQUE (registry, dataset, scope, as_of, mode, sha256, pass)
);

CREATE TABLE refusal (
  file TEXT NOT NULL,
  registry TEXT NULL,
  dataset TEXT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (file, reason)
);

CREATE TABLE quarantined_row (
  batch INTEGER NOT NULL REFERENCES batch (id),
  number INTEGER NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  column_name TEXT NULL,
  reason TEXT NOT NULL,
  person TEXT NULL,
  PRIMARY KEY (batch, number)
) WITHOUT ROWID;

-- Append-only. Which facts are in force follows from the batches chosen, nothing is overwritten.
CREATE TABLE fact (
  batch INTEGER NOT NULL REFERENCES batch (id),
  household TEXT NOT NULL,
  number INTEGER NOT NULL,
  person TEXT NOT NULL,
  family INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  grade INTEGER NOT NULL,
  month TEXT NULL,
  valid_from TEXT NULL,
  valid_to TEXT NULL,
  amount_fen INTEGER NULL,
  line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  row_hash TEXT NOT NULL,
  detail_enc BLOB NULL,
  PRIMARY KEY (batch, household, number)
) WITHOUT ROWID;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  run_key TEXT NOT NULL,
  pins TEXT NOT NULL,
  state INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT NULL,
  failure TEXT NULL
);

CREATE INDEX run_by_key ON run (run_key, id);

CREATE TABLE run_step (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (id),
  step TEXT NOT NULL,
  node TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT NULL,
  rows_in INTEGER NOT NULL,
  rows_out INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  failure TEXT NULL
);

CREATE TABLE verdict (
  run INTEGER NOT NULL REFERENCES run (id),
  household TEXT NOT NULL,
  shard TEXT NOT NULL,
  district INTEGER NOT NULL,
  file_state INTEGER NOT NULL,
  flag INTEGER NOT NULL,
  exit_kind INTEGER NULL,
  rules TEXT NOT NULL,
  priority INTEGER NOT NULL,
  verdict_enc BLOB NOT NULL,
  PRIMARY KEY (run, household)
) WITHOUT ROWID;

CREATE INDEX verdict_by_household ON verdict (household, run);

CREATE TABLE run_shard (
  run INTEGER NOT NULL REFERENCES run (id),
  shard TEXT NOT NULL,
  PRIMARY KEY (run, shard)
) WITHOUT ROWID;

CREATE TABLE quarter (
  quarter TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  run INTEGER NULL REFERENCES run (id),
  pins TEXT NULL,
  closed_at TEXT NULL
);

-- Columns ending in _enc are sealed with AES-256-GCM; columns ending in _index are keyed hashes. All else holds no personal data.

CREATE TABLE key_mark (
  id INTEGER NOT NULL PRIMARY KEY,
  mark_enc BLOB NOT NULL,
  mark_index BLOB NOT NULL
);

CREATE TABLE union_import (
  id INTEGER NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  households INTEGER NOT NULL,
  roll INTEGER NOT NULL,
  rejected INTEGER NOT NULL
);

CREATE TABLE union_rejected_row (
  import INTEGER NOT NULL REFERENCES union_import (id),
  ordinal INTEGER NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  column_name TEXT,
  reason TEXT NOT NULL,
  person TEXT,
  PRIMARY KEY (import, ordinal)
) WITHOUT ROWID;

-- One content of one household; stored once, however many imports show it.
CREATE TABLE household_version (
  id INTEGER NOT NULL PRIMARY KEY,
  household TEXT NOT NULL,
  content_index BLOB NOT NULL,
  document_enc BLOB NOT NULL,
  UNIQUE (household, content_index)
);

CREATE TABLE household_version_person (
  id_index BLOB NOT NULL,
  version INTEGER NOT NULL REFERENCES household_version (id),
  PRIMARY KEY (id_index, version)
) WITHOUT ROWID;

-- The version a household had from one import (included) until another (excluded; null: still).
CREATE TABLE union_household (
  household TEXT NOT NULL,
  since INTEGER NOT NULL REFERENCES union_import (id),
  until INTEGER REFERENCES union_import (id),
  version INTEGER NOT NULL REFERENCES household_version (id),
  PRIMARY KEY (household, since)
) WITHOUT ROWID;
CREATE INDEX union_household_version ON union_household (version);

CREATE TABLE batch (
  id INTEGER NOT NULL PRIMARY KEY,
  registry TEXT NOT NULL,
  dataset TEXT NOT NULL,
  scope INTEGER NOT NULL,
  as_of TEXT NOT NULL,
  first_month TEXT NOT NULL,
  last_month TEXT NOT NULL,
  mode INTEGER NOT NULL,
  encoding INTEGER NOT NULL,
  promised_rows INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  delivery TEXT,
  file TEXT NOT NULL,
  state INTEGER NOT NULL,
  refusal TEXT,
  row_count INTEGER NOT NULL DEFAULT 0,
  matched INTEGER NOT NULL DEFAULT 0,
  facts INTEGER NOT NULL DEFAULT 0,
  quarantined INTEGER NOT NULL DEFAULT 0,
  no_basis INTEGER NOT NULL DEFAULT 0,
  no_usable_id INTEGER NOT NULL DEFAULT 0,
  byte_count INTEGER NOT NULL DEFAULT 0,
  landed_at TEXT NOT NULL,
  pass INTEGER NOT NULL,
  matched_import INTEGER REFERENCES union_import (id),
  matched_on TEXT,
  UNIQUE (registry, dataset, scope, as_of, mode, sha256, pass)
);

CREATE TABLE quarantined_row (
  batch INTEGER NOT NULL REFERENCES batch (id),
  ordinal INTEGER NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  column_name TEXT,
  reason TEXT NOT NULL,
  person TEXT,
  PRIMARY KEY (batch, ordinal)
) WITHOUT ROWID;

CREATE TABLE refused_delivery (
  id INTEGER NOT NULL PRIMARY KEY,
  file TEXT NOT NULL,
  registry TEXT,
  dataset TEXT,
  reason TEXT NOT NULL,
  refused_at TEXT NOT NULL
);

-- In the order in which it is read. Month is yyyymm; dates are ISO text; amounts are fen; row_hash is the SHA-256 of the raw row.
CREATE TABLE fact (
  household TEXT NOT NULL,
  person TEXT NOT NULL,
  dataset TEXT NOT NULL,
  line INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES batch (id),
  ordinal INTEGER NOT NULL,
  family INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  grade INTEGER NOT NULL,
  month INTEGER,
  valid_from TEXT,
  valid_to TEXT,
  amount_fen INTEGER,
  byte_offset INTEGER NOT NULL,
  row_hash BLOB NOT NULL,
  detail_enc BLOB,
  PRIMARY KEY (household, person, dataset, line, batch, ordinal)
) WITHOUT ROWID;

-- What a batch says of a household, as one digest of its facts without their place in the file.
CREATE TABLE batch_household (
  batch INTEGER NOT NULL REFERENCES batch (id),
  household TEXT NOT NULL,
  content_index BLOB NOT NULL,
  PRIMARY KEY (batch, household)
) WITHOUT ROWID;

CREATE TABLE run (
  id INTEGER NOT NULL PRIMARY KEY,
  run_key TEXT NOT NULL,
  pins TEXT NOT NULL,
  state INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  failure TEXT
);
CREATE INDEX run_by_key ON run (run_key, state);

CREATE TABLE run_step (
  id INTEGER NOT NULL PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (id),
  step TEXT NOT NULL,
  node TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  rows_in INTEGER NOT NULL DEFAULT 0,
  rows_out INTEGER NOT NULL DEFAULT 0,
  quarantined INTEGER NOT NULL DEFAULT 0,
  byte_count INTEGER NOT NULL DEFAULT 0,
  failure TEXT
);
CREATE INDEX run_step_by_run ON run_step (run);

CREATE TABLE run_shard (
  run INTEGER NOT NULL REFERENCES run (id),
  shard TEXT NOT NULL,
  done_at TEXT NOT NULL,
  PRIMARY KEY (run, shard)
) WITHOUT ROWID;

CREATE TABLE verdict (
  run INTEGER NOT NULL REFERENCES run (id),
  household TEXT NOT NULL,
  shard TEXT NOT NULL,
  district INTEGER NOT NULL,
  state INTEGER NOT NULL,
  flag INTEGER NOT NULL,
  exit_kind INTEGER,
  rules TEXT NOT NULL,
  priority INTEGER NOT NULL,
  document_enc BLOB NOT NULL,
  PRIMARY KEY (run, household)
) WITHOUT ROWID;
CREATE INDEX verdict_by_shard ON verdict (run, shard);
CREATE INDEX verdict_by_household ON verdict (household, run);

CREATE TABLE quarter (
  quarter TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  run INTEGER REFERENCES run (id),
  pins TEXT,
  closed_at TEXT
) WITHOUT ROWID;

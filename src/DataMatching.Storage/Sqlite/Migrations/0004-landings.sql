-- Deliveries that we bring in ourselves, whom we asked about in them and on what basis. Nothing is deleted.

CREATE TABLE landing (
  id INTEGER NOT NULL PRIMARY KEY,
  registry TEXT NOT NULL,
  dataset TEXT NOT NULL,
  scope INTEGER NOT NULL,
  transport TEXT NOT NULL,
  as_of TEXT NOT NULL,
  first_month TEXT NOT NULL,
  last_month TEXT NOT NULL,
  mode INTEGER NOT NULL,
  agreement TEXT NOT NULL,
  purpose TEXT NOT NULL,
  asked_import INTEGER NOT NULL REFERENCES union_import (id),
  asked_on TEXT NOT NULL,
  state INTEGER NOT NULL,
  place TEXT,
  row_count INTEGER NOT NULL DEFAULT 0,
  byte_count INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT,
  file TEXT,
  failure TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  started_at TEXT NOT NULL,
  ended_at TEXT
);
CREATE INDEX landing_by_dataset ON landing (registry, dataset, scope, state, id);
CREATE INDEX landing_by_file ON landing (sha256) WHERE sha256 IS NOT NULL;

-- Whom a landing is about: written before any key leaves the house. Sent 0: he has no number to ask by.
CREATE TABLE clearance (
  landing INTEGER NOT NULL REFERENCES landing (id),
  person TEXT NOT NULL,
  basis INTEGER,
  signed_on TEXT,
  sent INTEGER NOT NULL,
  answer INTEGER NOT NULL,
  answered_at TEXT,
  PRIMARY KEY (landing, person)
) WITHOUT ROWID;
CREATE INDEX clearance_by_person ON clearance (person, landing);

-- How many were not asked about, by reason.
CREATE TABLE gate_refusal (
  landing INTEGER NOT NULL REFERENCES landing (id),
  reason INTEGER NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (landing, reason)
) WITHOUT ROWID;

ALTER TABLE batch ADD COLUMN landing INTEGER REFERENCES landing (id);

CREATE TRIGGER landing_is_not_deleted BEFORE DELETE ON landing BEGIN SELECT RAISE(ABORT, 'landings are never deleted'); END;
CREATE TRIGGER clearance_is_not_deleted BEFORE DELETE ON clearance BEGIN SELECT RAISE(ABORT, 'clearances are never deleted'); END;

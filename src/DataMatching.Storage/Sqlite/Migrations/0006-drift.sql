-- What deliveries are held against: counts of a sample of each accepted one, in words why one was refused as unlike them, and who took it all the same.

ALTER TABLE batch ADD COLUMN drift TEXT;

CREATE TABLE batch_profile (
  batch INTEGER NOT NULL REFERENCES batch (id),
  column_name TEXT NOT NULL,
  measure TEXT NOT NULL,
  bucket TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (batch, column_name, measure, bucket)
) WITHOUT ROWID;

CREATE TABLE batch_override (
  batch INTEGER NOT NULL PRIMARY KEY REFERENCES batch (id),
  who TEXT NOT NULL,
  why_enc BLOB NOT NULL,
  explained TEXT NOT NULL,
  at TEXT NOT NULL
);

CREATE TRIGGER batch_override_is_not_changed BEFORE UPDATE ON batch_override BEGIN SELECT RAISE(ABORT, 'overrides are never changed'); END;
CREATE TRIGGER batch_override_is_not_deleted BEFORE DELETE ON batch_override BEGIN SELECT RAISE(ABORT, 'overrides are never deleted'); END;

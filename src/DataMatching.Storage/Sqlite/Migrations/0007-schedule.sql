-- Which schedule of a job was in force since when (wording "off": none), and which nights and quarters somebody took out of it. Nothing is changed or deleted. It replaces night_schedule, which stays as it was.

CREATE TABLE schedule_version (
  id INTEGER NOT NULL PRIMARY KEY,
  kind INTEGER NOT NULL,
  wording TEXT NOT NULL,
  since TEXT NOT NULL
);

CREATE TABLE schedule_skip (
  kind INTEGER NOT NULL,
  subject TEXT NOT NULL,
  who TEXT NOT NULL,
  why_enc BLOB NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (kind, subject)
) WITHOUT ROWID;

CREATE TRIGGER schedule_version_is_not_changed BEFORE UPDATE ON schedule_version BEGIN SELECT RAISE(ABORT, 'schedule_version is append-only'); END;
CREATE TRIGGER schedule_version_is_not_deleted BEFORE DELETE ON schedule_version BEGIN SELECT RAISE(ABORT, 'schedule_version is append-only'); END;
CREATE TRIGGER schedule_skip_is_not_changed BEFORE UPDATE ON schedule_skip BEGIN SELECT RAISE(ABORT, 'schedule_skip is append-only'); END;
CREATE TRIGGER schedule_skip_is_not_deleted BEFORE DELETE ON schedule_skip BEGIN SELECT RAISE(ABORT, 'schedule_skip is append-only'); END;

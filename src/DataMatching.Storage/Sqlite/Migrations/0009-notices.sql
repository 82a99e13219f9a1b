-- What those who run the site were told of, so that nothing is told twice.

CREATE TABLE notice (
  subject TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  told_at TEXT
) WITHOUT ROWID;

-- Verdicts are packed with the words that verdicts usually have from here on (UsualWords), which programs of before cannot read. Most of them are about a thousand bytes then:
-- in a table clustered by its key SQLite would put the end of each on a page of its own. Nothing asks of which unit a verdict was.

DROP INDEX verdict_by_shard;
DROP INDEX verdict_by_household;
-- Its name is free for the key of the new table then.
-- PostgreSQL: ALTER TABLE verdict DROP CONSTRAINT IF EXISTS verdict_run_fkey;
ALTER TABLE verdict RENAME TO verdict_before;

CREATE TABLE verdict (
  run INTEGER NOT NULL REFERENCES run (id),
  household TEXT NOT NULL,
  district INTEGER NOT NULL,
  state INTEGER NOT NULL,
  flag INTEGER NOT NULL,
  exit_kind INTEGER,
  rules TEXT NOT NULL,
  priority INTEGER NOT NULL,
  document_enc BLOB NOT NULL,
  PRIMARY KEY (run, household)
);
CREATE INDEX verdict_by_household ON verdict (household, run);

-- There a foreign key is proved row by row, which takes longer than writing the row. These tables get theirs by the hundred thousand, in the transaction that has just written or seen what they point to;
-- 'db check' looks for rows that point to nothing in every database.
-- PostgreSQL: ALTER TABLE verdict DROP CONSTRAINT IF EXISTS verdict_run_fkey;
-- PostgreSQL: ALTER TABLE evidence DROP CONSTRAINT IF EXISTS evidence_batch_fkey;
-- PostgreSQL: ALTER TABLE batch_household DROP CONSTRAINT IF EXISTS batch_household_batch_fkey;
-- PostgreSQL: ALTER TABLE household_version_person DROP CONSTRAINT IF EXISTS household_version_person_version_fkey;
-- PostgreSQL: ALTER TABLE union_household DROP CONSTRAINT IF EXISTS union_household_since_fkey, DROP CONSTRAINT IF EXISTS union_household_until_fkey, DROP CONSTRAINT IF EXISTS union_household_version_fkey;

INSERT INTO verdict (run, household, district, state, flag, exit_kind, rules, priority, document_enc)
SELECT run, household, district, state, flag, exit_kind, rules, priority, document_enc FROM verdict_before ORDER BY run, household;
DROP TABLE verdict_before;

-- Who works with the pages, the cases of a quarter and what was done about them. Nobody and no case is ever deleted.

CREATE TABLE account (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  display_name_enc BLOB NOT NULL,
  role INTEGER NOT NULL,
  scope INTEGER,
  enabled INTEGER NOT NULL,
  password_enc BLOB,
  stamp BLOB NOT NULL,
  failed_attempts INTEGER NOT NULL DEFAULT 0,
  locked_until TEXT,
  created_at TEXT NOT NULL
);

CREATE TABLE account_code (
  code_index BLOB NOT NULL PRIMARY KEY,
  purpose INTEGER NOT NULL,
  account INTEGER REFERENCES account (id),
  expires_at TEXT NOT NULL,
  used_at TEXT
) WITHOUT ROWID;

CREATE TABLE sign_in (
  id INTEGER NOT NULL PRIMARY KEY,
  account INTEGER REFERENCES account (id),
  at TEXT NOT NULL,
  ok INTEGER NOT NULL
);
CREATE INDEX sign_in_by_account ON sign_in (account, id);

-- Who shares a number with a household that changed is judged again with it.
CREATE INDEX household_version_person_by_version ON household_version_person (version);

CREATE TABLE saved_filter (
  account INTEGER NOT NULL REFERENCES account (id),
  name_index BLOB NOT NULL,
  document_enc BLOB NOT NULL,
  PRIMARY KEY (account, name_index)
) WITHOUT ROWID;

-- Place: 100 less the priority in three digits, then the household; its text order is the order of worklists. Province and city: the district's code cut to them.
-- Sequence: that of the last event. Basis: what it was last judged from. Touched: somebody has worked on it (taking it alone does not count).
CREATE TABLE review_case (
  id INTEGER NOT NULL PRIMARY KEY,
  quarter TEXT NOT NULL,
  household TEXT NOT NULL,
  place TEXT NOT NULL,
  province INTEGER NOT NULL,
  city INTEGER NOT NULL,
  district INTEGER NOT NULL,
  flag INTEGER NOT NULL,
  exit_kind INTEGER,
  priority INTEGER NOT NULL,
  shown TEXT NOT NULL,
  members INTEGER NOT NULL,
  rules TEXT NOT NULL,
  registries TEXT NOT NULL,
  flip_fen INTEGER,
  decisive TEXT NOT NULL,
  state INTEGER NOT NULL,
  step TEXT NOT NULL,
  turn INTEGER,
  assignee INTEGER REFERENCES account (id),
  due TEXT,
  opened TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  basis TEXT NOT NULL,
  touched INTEGER NOT NULL,
  flagged INTEGER NOT NULL,
  decision INTEGER,
  decided_on TEXT,
  notice_until TEXT,
  UNIQUE (quarter, household)
);
-- Each holds what worklists are narrowed by, so that a row is only read when it is shown.
CREATE INDEX review_case_by_place ON review_case (quarter, place, province, city, district, flag, state, step, assignee, due, opened, flip_fen);
CREATE INDEX review_case_by_province ON review_case (quarter, province, place, city, district, flag, state, step, assignee, due, opened, flip_fen);
CREATE INDEX review_case_by_city ON review_case (quarter, city, place, province, district, flag, state, step, assignee, due, opened, flip_fen);
CREATE INDEX review_case_by_district ON review_case (quarter, district, place, province, city, flag, state, step, assignee, due, opened, flip_fen);
CREATE INDEX review_case_by_flag ON review_case (quarter, flag, place, province, city, district, state, step, assignee, due, opened, flip_fen);
CREATE INDEX review_case_by_step ON review_case (quarter, step, flag, place, province, city, district, state, assignee, due, opened, flip_fen);
CREATE INDEX review_case_by_state ON review_case (quarter, state, place, province, city, district, flag, step, assignee, due, opened, flip_fen);
CREATE INDEX review_case_by_assignee ON review_case (quarter, assignee, place, province, city, district, flag, state, step, due, opened, flip_fen);
CREATE INDEX review_case_by_due ON review_case (quarter, due, place, province, city, district, flag, state, step, assignee, opened, flip_fen);
CREATE INDEX review_case_by_flip ON review_case (quarter, flip_fen, place, province, city, district, flag, state, step, assignee, due, opened);
CREATE INDEX review_case_by_opened ON review_case (quarter, opened, place, province, city, district, flag, state, step, assignee, due, flip_fen);
CREATE INDEX review_case_by_decision ON review_case (quarter, district, household) WHERE decision IS NOT NULL;
CREATE INDEX review_case_by_notice ON review_case (quarter, notice_until) WHERE notice_until IS NOT NULL;

CREATE TABLE case_rule (
  quarter TEXT NOT NULL,
  rule TEXT NOT NULL,
  place TEXT NOT NULL,
  review_case INTEGER NOT NULL REFERENCES review_case (id),
  province INTEGER NOT NULL,
  city INTEGER NOT NULL,
  district INTEGER NOT NULL,
  flag INTEGER NOT NULL,
  state INTEGER NOT NULL,
  PRIMARY KEY (quarter, rule, place)
) WITHOUT ROWID;
CREATE INDEX case_rule_by_flag ON case_rule (quarter, rule, flag, state, place, province, city, district, review_case);

CREATE TABLE case_registry (
  quarter TEXT NOT NULL,
  registry TEXT NOT NULL,
  place TEXT NOT NULL,
  review_case INTEGER NOT NULL REFERENCES review_case (id),
  province INTEGER NOT NULL,
  city INTEGER NOT NULL,
  district INTEGER NOT NULL,
  flag INTEGER NOT NULL,
  state INTEGER NOT NULL,
  PRIMARY KEY (quarter, registry, place)
) WITHOUT ROWID;
CREATE INDEX case_registry_by_flag ON case_registry (quarter, registry, flag, state, place, province, city, district, review_case);

CREATE TABLE case_person (
  review_case INTEGER NOT NULL REFERENCES review_case (id),
  ordinal INTEGER NOT NULL,
  id_index BLOB,
  name_index BLOB NOT NULL,
  PRIMARY KEY (review_case, ordinal)
) WITHOUT ROWID;
CREATE INDEX case_person_by_id ON case_person (id_index);
CREATE INDEX case_person_by_name ON case_person (name_index);

-- How many cases stand where; kept with every change of a case, in its transaction. Exit_kind, decision: -1 for none.
CREATE TABLE case_tally (
  quarter TEXT NOT NULL,
  province INTEGER NOT NULL,
  city INTEGER NOT NULL,
  district INTEGER NOT NULL,
  flag INTEGER NOT NULL,
  state INTEGER NOT NULL,
  step TEXT NOT NULL,
  exit_kind INTEGER NOT NULL,
  decision INTEGER NOT NULL,
  flagged INTEGER NOT NULL,
  cases INTEGER NOT NULL,
  PRIMARY KEY (quarter, district, flag, state, step, exit_kind, decision, flagged)
) WITHOUT ROWID;

-- The same of cases that are not closed, by the last day of their step.
CREATE TABLE case_due_tally (
  quarter TEXT NOT NULL,
  due TEXT NOT NULL,
  province INTEGER NOT NULL,
  city INTEGER NOT NULL,
  district INTEGER NOT NULL,
  step TEXT NOT NULL,
  cases INTEGER NOT NULL,
  PRIMARY KEY (quarter, due, district, step)
) WITHOUT ROWID;

-- Each decision of a case (change 1) and each taken back (change -1), with the quarter in which it counts: that of the case, or, when that one was closed, the first that was not.
CREATE TABLE case_decision (
  review_case INTEGER NOT NULL REFERENCES review_case (id),
  sequence INTEGER NOT NULL,
  change INTEGER NOT NULL,
  booked TEXT NOT NULL,
  quarter TEXT NOT NULL,
  household TEXT NOT NULL,
  province INTEGER NOT NULL,
  city INTEGER NOT NULL,
  district INTEGER NOT NULL,
  decision INTEGER NOT NULL,
  decided_on TEXT NOT NULL,
  PRIMARY KEY (review_case, sequence, change)
) WITHOUT ROWID;
CREATE INDEX case_decision_by_booked ON case_decision (booked, quarter, district, household);

-- By which plan of steps the cases of a list, county and day of opening go: the digest of what the plan asks for. It is not to become another while there are cases.
CREATE TABLE case_plan (
  flag INTEGER NOT NULL,
  exit_kind INTEGER NOT NULL,
  district INTEGER NOT NULL,
  opened TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (flag, exit_kind, district, opened)
) WITHOUT ROWID;

CREATE TABLE case_event (
  review_case INTEGER NOT NULL REFERENCES review_case (id),
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  account INTEGER REFERENCES account (id),
  document_enc BLOB NOT NULL,
  PRIMARY KEY (review_case, sequence)
) WITHOUT ROWID;

-- Events that are evidence in later judgements, numbered as they were recorded.
CREATE TABLE case_evidence (
  id INTEGER NOT NULL PRIMARY KEY,
  household TEXT NOT NULL,
  review_case INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  FOREIGN KEY (review_case, sequence) REFERENCES case_event (review_case, sequence)
);
CREATE INDEX case_evidence_by_household ON case_evidence (household, id);

CREATE TABLE disclosure (
  id INTEGER NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id),
  review_case INTEGER NOT NULL REFERENCES review_case (id),
  person TEXT NOT NULL,
  what INTEGER NOT NULL,
  purpose_enc BLOB NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX disclosure_by_case ON disclosure (review_case, id);
CREATE INDEX disclosure_by_account ON disclosure (account, id);

CREATE TABLE case_view (
  id INTEGER NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id),
  review_case INTEGER NOT NULL REFERENCES review_case (id),
  at TEXT NOT NULL
);
CREATE INDEX case_view_by_case ON case_view (review_case, id);
CREATE INDEX case_view_by_account ON case_view (account, id);

-- Worklists that left the site as files. Filter: the address of the worklist; it holds no personal data.
CREATE TABLE export (
  id INTEGER NOT NULL PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  format TEXT NOT NULL,
  filter TEXT NOT NULL,
  row_count INTEGER NOT NULL
);
CREATE INDEX export_by_account ON export (account, id);

CREATE TABLE attachment_content (
  sha256 BLOB NOT NULL,
  ordinal INTEGER NOT NULL,
  content_enc BLOB NOT NULL,
  PRIMARY KEY (sha256, ordinal)
);

CREATE TABLE case_attachment (
  id INTEGER NOT NULL PRIMARY KEY,
  review_case INTEGER NOT NULL REFERENCES review_case (id),
  sha256 BLOB NOT NULL,
  media_type TEXT NOT NULL,
  byte_count INTEGER NOT NULL,
  name_enc BLOB NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  UNIQUE (review_case, sha256)
);

-- How many households of a county a run judged to what, by the state of their files; and what the registries answered about their members.
CREATE TABLE run_tally (
  run INTEGER NOT NULL REFERENCES run (id),
  district INTEGER NOT NULL,
  state INTEGER NOT NULL,
  flag INTEGER NOT NULL,
  households INTEGER NOT NULL,
  PRIMARY KEY (run, district, state, flag)
) WITHOUT ROWID;

CREATE TABLE run_coverage (
  run INTEGER NOT NULL REFERENCES run (id),
  district INTEGER NOT NULL,
  registry TEXT NOT NULL,
  answer INTEGER NOT NULL,
  answers INTEGER NOT NULL,
  PRIMARY KEY (run, district, registry, answer)
) WITHOUT ROWID;

-- With which sums a quarter was closed, by whom (null: by command), and why cases were carried over.
CREATE TABLE quarter_closing (
  quarter TEXT NOT NULL PRIMARY KEY REFERENCES quarter (quarter),
  account INTEGER REFERENCES account (id),
  carried INTEGER NOT NULL,
  reason_enc BLOB,
  at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE quarter_balance (
  quarter TEXT NOT NULL REFERENCES quarter_closing (quarter),
  district INTEGER NOT NULL,
  opening INTEGER NOT NULL,
  added INTEGER NOT NULL,
  exited INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  corrected INTEGER NOT NULL,
  undecided INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  PRIMARY KEY (quarter, district)
) WITHOUT ROWID;

-- Adjustment files that left the site: who took one (null: by command), of which district (null: all), and what for.
CREATE TABLE adjustment_export (
  id INTEGER NOT NULL PRIMARY KEY,
  quarter TEXT NOT NULL,
  account INTEGER REFERENCES account (id),
  scope INTEGER,
  households INTEGER NOT NULL,
  full_numbers INTEGER NOT NULL,
  purpose_enc BLOB NOT NULL,
  at TEXT NOT NULL
);

CREATE TRIGGER quarter_closing_is_not_changed BEFORE UPDATE ON quarter_closing BEGIN SELECT RAISE(ABORT, 'quarter_closing is append-only'); END;
CREATE TRIGGER quarter_closing_is_not_deleted BEFORE DELETE ON quarter_closing BEGIN SELECT RAISE(ABORT, 'quarter_closing is append-only'); END;
CREATE TRIGGER quarter_balance_is_not_changed BEFORE UPDATE ON quarter_balance BEGIN SELECT RAISE(ABORT, 'quarter_balance is append-only'); END;
CREATE TRIGGER quarter_balance_is_not_deleted BEFORE DELETE ON quarter_balance BEGIN SELECT RAISE(ABORT, 'quarter_balance is append-only'); END;
CREATE TRIGGER adjustment_export_is_not_changed BEFORE UPDATE ON adjustment_export BEGIN SELECT RAISE(ABORT, 'adjustment_export is append-only'); END;
CREATE TRIGGER adjustment_export_is_not_deleted BEFORE DELETE ON adjustment_export BEGIN SELECT RAISE(ABORT, 'adjustment_export is append-only'); END;
-- What was asked of the worker and by whom (null: the schedule). Document: what goes with it, such as a changed policy pack; outcome: what it came to. No personal data.
CREATE TABLE job (
  id INTEGER NOT NULL PRIMARY KEY,
  kind INTEGER NOT NULL,
  subject TEXT NOT NULL,
  document TEXT NOT NULL,
  asked_by INTEGER REFERENCES account (id),
  asked_at TEXT NOT NULL,
  state INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  started_at TEXT,
  ended_at TEXT,
  run INTEGER REFERENCES run (id),
  outcome TEXT,
  failure TEXT
);
CREATE INDEX job_by_state ON job (state, id);
CREATE INDEX job_by_run ON job (run);

-- Which schedule of nights was in force since when: what was due before was not missed.
CREATE TABLE night_schedule (
  id INTEGER NOT NULL PRIMARY KEY,
  wording TEXT NOT NULL,
  since TEXT NOT NULL
);

CREATE TRIGGER case_event_is_not_changed BEFORE UPDATE ON case_event BEGIN SELECT RAISE(ABORT, 'case_event is append-only'); END;
CREATE TRIGGER case_event_is_not_deleted BEFORE DELETE ON case_event BEGIN SELECT RAISE(ABORT, 'case_event is append-only'); END;
CREATE TRIGGER case_decision_is_not_changed BEFORE UPDATE ON case_decision BEGIN SELECT RAISE(ABORT, 'case_decision is append-only'); END;
CREATE TRIGGER case_decision_is_not_deleted BEFORE DELETE ON case_decision BEGIN SELECT RAISE(ABORT, 'case_decision is append-only'); END;
CREATE TRIGGER case_plan_is_not_changed BEFORE UPDATE ON case_plan BEGIN SELECT RAISE(ABORT, 'case_plan is append-only'); END;
CREATE TRIGGER case_plan_is_not_deleted BEFORE DELETE ON case_plan BEGIN SELECT RAISE(ABORT, 'case_plan is append-only'); END;
CREATE TRIGGER case_evidence_is_not_changed BEFORE UPDATE ON case_evidence BEGIN SELECT RAISE(ABORT, 'case_evidence is append-only'); END;
CREATE TRIGGER case_evidence_is_not_deleted BEFORE DELETE ON case_evidence BEGIN SELECT RAISE(ABORT, 'case_evidence is append-only'); END;
CREATE TRIGGER disclosure_is_not_changed BEFORE UPDATE ON disclosure BEGIN SELECT RAISE(ABORT, 'disclosure is append-only'); END;
CREATE TRIGGER disclosure_is_not_deleted BEFORE DELETE ON disclosure BEGIN SELECT RAISE(ABORT, 'disclosure is append-only'); END;
CREATE TRIGGER case_view_is_not_changed BEFORE UPDATE ON case_view BEGIN SELECT RAISE(ABORT, 'case_view is append-only'); END;
CREATE TRIGGER case_view_is_not_deleted BEFORE DELETE ON case_view BEGIN SELECT RAISE(ABORT, 'case_view is append-only'); END;
CREATE TRIGGER export_is_not_changed BEFORE UPDATE ON export BEGIN SELECT RAISE(ABORT, 'export is append-only'); END;
CREATE TRIGGER export_is_not_deleted BEFORE DELETE ON export BEGIN SELECT RAISE(ABORT, 'export is append-only'); END;
CREATE TRIGGER sign_in_is_not_changed BEFORE UPDATE ON sign_in BEGIN SELECT RAISE(ABORT, 'sign_in is append-only'); END;
CREATE TRIGGER sign_in_is_not_deleted BEFORE DELETE ON sign_in BEGIN SELECT RAISE(ABORT, 'sign_in is append-only'); END;
CREATE TRIGGER account_is_not_deleted BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'accounts are disabled, never deleted'); END;
CREATE TRIGGER review_case_is_not_deleted BEFORE DELETE ON review_case BEGIN SELECT RAISE(ABORT, 'cases are never deleted'); END;
CREATE TRIGGER job_is_not_deleted BEFORE DELETE ON job BEGIN SELECT RAISE(ABORT, 'jobs are never deleted'); END;

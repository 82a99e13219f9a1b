-- When what was stored of a delivery was removed because nothing needs it any more; the row stays, with its counts. From then on nothing may rest on it.

ALTER TABLE batch ADD COLUMN removed_at TEXT;

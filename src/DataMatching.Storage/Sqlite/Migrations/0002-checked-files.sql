-- How a delivery's file looked when its SHA-256 was found to be the manifest's; empty until then.
ALTER TABLE batch ADD COLUMN checked_bytes INTEGER NULL;
ALTER TABLE batch ADD COLUMN checked_changed TEXT NULL;

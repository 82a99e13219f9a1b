-- The header of each delivery as its file writes it (a JSON list), and in words how it differs from that of the delivery accepted before it.

ALTER TABLE batch ADD COLUMN header TEXT;
ALTER TABLE batch ADD COLUMN header_drift TEXT;

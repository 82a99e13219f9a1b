-- Its rows are in batch_content.
DROP TABLE batch_household_before;

-- Its rows are in evidence.
DROP TABLE fact;

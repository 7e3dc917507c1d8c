"""The statistics of one indicator, or of all, as a table to look at or to take along to Excel."""

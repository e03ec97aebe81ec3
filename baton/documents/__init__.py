"""Documents: what is kept beside a record as a file, checked, cleaned and given out to those who may see it."""

"""The story of the demonstration partnership as data: seeded, dated from a given day, without a database."""

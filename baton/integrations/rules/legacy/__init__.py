"""Files from the system in use before: reading, checking and sorting, with no database and no clock."""

"""Import of records from the system in use before."""

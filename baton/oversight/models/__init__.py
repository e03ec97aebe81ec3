"""What is read of the access log, and by whom."""

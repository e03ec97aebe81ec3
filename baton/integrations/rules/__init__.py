"""What other systems send us, read and checked as pure functions."""

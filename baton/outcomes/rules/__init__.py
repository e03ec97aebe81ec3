"""What a reading says, as pure functions."""

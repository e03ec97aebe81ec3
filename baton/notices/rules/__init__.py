"""Rules about messages, as pure functions."""

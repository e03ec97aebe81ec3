"""Rules about the partnership itself, as pure functions."""

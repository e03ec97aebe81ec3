"""Back-ups: made whole, told apart from half ones, and brought back all or not at all."""

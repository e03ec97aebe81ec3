"""The law and practice of people and families, as pure functions."""

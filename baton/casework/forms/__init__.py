"""Casework's forms: text to values."""

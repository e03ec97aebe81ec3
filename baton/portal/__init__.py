"""Families' own pages, and links for people without an account."""

"""Oversight in words."""

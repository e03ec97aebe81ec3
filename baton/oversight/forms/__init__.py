"""Narrowing the lists of oversight."""

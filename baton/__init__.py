"""Baton: the open-source system for early help."""

__version__ = "0.1.0"

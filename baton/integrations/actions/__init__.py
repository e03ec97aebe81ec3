"""Importing records from the system in use before."""

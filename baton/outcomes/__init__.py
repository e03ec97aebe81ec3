"""Measuring tools and their readings."""

"""Figures, reports and charts; reads, never writes."""

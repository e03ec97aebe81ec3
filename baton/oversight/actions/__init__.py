"""The only places where oversight writes."""

"""Pages about people and families."""

"""Pages about the partnership itself."""

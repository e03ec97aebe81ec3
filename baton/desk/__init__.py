"""Pages that show several apps at once: my work, the family page, search."""

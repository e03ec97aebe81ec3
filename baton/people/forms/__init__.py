"""Forms about people and families: text to values, never saved here."""

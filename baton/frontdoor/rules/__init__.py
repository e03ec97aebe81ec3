"""The front door's law and practice as pure functions: no Django, no clock, no database."""

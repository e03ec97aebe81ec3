"""What is read of the access log, and by whom; and what is unusual in it."""

from baton.oversight.models.reading import UnusualReading

__all__ = ["UnusualReading"]

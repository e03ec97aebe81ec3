"""For tests of actions: without its event, no deed is saved."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db import DatabaseError


class JournalBroken(DatabaseError):
    """The event could not be inserted."""


@contextmanager
def broken_journal() -> Iterator[None]:
    """Let every insert of an event fail; the deed under test is expected to raise `JournalBroken` and leave nothing."""
    with mock.patch("baton.journal.recording.write", side_effect=JournalBroken):
        yield

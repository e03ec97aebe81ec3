"""Kinds of event for these tests alone."""

import pytest

from baton.journal import events
from baton.journal.events import EventKind, Weight

KINDS = [
    EventKind("letter.sent", "Letter sent", "letters"),
    EventKind("letter.read", "Letter read", "letters"),
    EventKind("visit.made", "Visit made", "visits", Weight.DEED),
    EventKind("visit.opened_the_record", "Access given", "access", Weight.CONSEQUENCE),
]


@pytest.fixture(autouse=True)
def letters_and_visits(monkeypatch):
    monkeypatch.setattr(events, "_registry", dict(events._registry))
    monkeypatch.setattr(events, "_owners", dict(events._owners))
    events.register("baton.letters", KINDS)

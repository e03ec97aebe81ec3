"""Each app registers its kinds of event."""

import pytest
from django.test import override_settings

from baton import journal
from baton.journal import events
from baton.journal.events import EventKind, UnknownKind

DRAWN = EventKind("picture.drawn", "Picture drawn", "pictures")


def test_a_registered_kind_is_known_with_its_words():
    events.register("baton.pictures", {"picture.drawn": DRAWN})
    events.register("baton.pictures", [DRAWN])

    assert events.get("picture.drawn").words == "Picture drawn"
    assert events.registered()["picture.drawn"] == DRAWN
    assert events.of_group("pictures") == {"picture.drawn"}


def test_an_unknown_kind_says_where_it_belongs():
    with pytest.raises(UnknownKind, match=r"'picture\.burnt': add it to the events\.py"):
        events.get("picture.burnt")


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ({"picture.burnt": DRAWN}, "stands under the key"),
        ([EventKind("Picture Drawn", "", "")], "not a code"),
        ([EventKind("letter.sent", "", "")], "belongs to baton.letters"),
    ],
)
def test_a_wrong_registration_is_refused(kinds, said):
    with pytest.raises(ValueError, match=said):
        events.register("baton.pictures", kinds)


def test_a_kind_of_an_earlier_version_still_has_words():
    assert events.described("letter.sent").words == "Letter sent"
    assert events.described("picture.put_away") == EventKind("picture.put_away", "Put away", "other")


def test_every_app_that_has_kinds_is_asked(monkeypatch):
    imported = []
    monkeypatch.setattr(events.importlib, "import_module", imported.append)
    monkeypatch.setattr(events.importlib.util, "find_spec", lambda name: name != "baton.ui.events")

    with override_settings(FIRST_PARTY_APPS=["baton.ui", "baton.journal", "baton.people"]):
        events.autodiscover()

    assert imported == ["baton.people.events"]


def test_the_journal_is_reached_by_its_own_name():
    from baton.journal.recording import record

    assert journal.record is record
    assert journal.events is events
    with pytest.raises(AttributeError, match="has no 'erase'"):
        journal.erase  # noqa: B018

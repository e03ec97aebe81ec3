"""A family's story, newest first."""

from collections import namedtuple
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from baton import journal
from baton.journal import timeline

NOW = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)
FAMILY, CASE, CHILD = uuid4(), uuid4(), uuid4()
Visitor = namedtuple("Visitor", "pk")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def story():
    journal.record("letter.sent", at=NOW - timedelta(days=2), family=FAMILY, case_id=CASE, data={"level": 2})
    journal.record("visit.made", at=NOW - timedelta(days=1), family=FAMILY, person=CHILD)
    journal.record("letter.read", at=NOW - timedelta(hours=1), family=FAMILY, case_id=CASE)
    journal.record("visit.made", at=NOW, family=FAMILY)
    journal.record("letter.sent", at=NOW, family=uuid4())


def kinds(entries: list[timeline.Entry]) -> list[str]:
    return [entry.kind for entry in entries]


def test_the_story_is_told_newest_first_in_the_words_of_the_apps():
    entries = timeline.of_family(FAMILY)

    assert kinds(entries) == ["visit.made", "letter.read", "visit.made", "letter.sent"]
    assert (entries[-1].words, entries[-1].group, entries[-1].data) == (
        "Letter sent",
        "letters",
        {"level": 2},
    )
    assert (entries[2].person_id, entries[2].at) == (CHILD, NOW - timedelta(days=1))


def test_it_narrows_to_kinds_to_a_person_to_a_case():
    assert kinds(timeline.of_family(FAMILY, kinds=journal.events.of_group("letters"))) == [
        "letter.read",
        "letter.sent",
    ]
    assert timeline.of_family(FAMILY, kinds=[]) == []
    assert kinds(timeline.of_family(FAMILY, person=CHILD)) == ["visit.made"]
    assert kinds(timeline.of_case(CASE)) == ["letter.read", "letter.sent"]


def test_page_after_page_shows_each_entry_once():
    shown: list[timeline.Entry] = []
    one_deed()
    while page := timeline.of_family(
        FAMILY, limit=1, before=(shown[-1].at, shown[-1].event_id) if shown else None
    ):
        shown += page

    assert kinds(shown) == ["visit.made", "visit.made", "letter.read", "visit.made", "letter.sent"]


DEED = ["visit.opened_the_record", "letter.read", "visit.made"]


def one_deed(**about):
    """A visit in one transaction with the letter that was read there and the access it gave."""
    by = Visitor(uuid4())
    for kind in DEED:
        journal.record(kind, at=NOW + timedelta(days=1), by=by, family=FAMILY, **about)


def test_one_deed_is_one_entry_under_its_weightiest_event():
    one_deed()

    entry, *rest = timeline.of_family(FAMILY)

    assert (entry.kind, kinds(entry.also)) == ("visit.made", ["visit.opened_the_record", "letter.read"])
    assert kinds(rest) == ["visit.made", "letter.read", "visit.made", "letter.sent"]


def test_what_others_did_at_the_same_moment_is_another_deed():
    one_deed()
    one_deed()

    assert kinds(timeline.of_family(FAMILY))[:2] == ["visit.made", "visit.made"]


@pytest.mark.parametrize("asked", [{"kinds": ["letter.read"]}, {"kinds": ["visit.opened_the_record"]}])
def test_a_deed_is_found_by_each_of_its_events_and_given_whole(asked):
    one_deed()

    entry = timeline.of_family(FAMILY, **asked)[0]

    assert (entry.kind, len(entry.also)) == ("visit.made", 2)


def test_a_deed_is_found_by_each_person_it_is_about():
    one_deed(person=CHILD)
    journal.record("letter.sent", at=NOW + timedelta(days=2), family=FAMILY)

    assert [len(entry.also) for entry in timeline.of_family(FAMILY, person=CHILD)] == [2, 0]


def test_two_queries_tell_it(django_assert_num_queries):
    with django_assert_num_queries(2):
        timeline.of_family(FAMILY, kinds=["visit.made"], person=CHILD)

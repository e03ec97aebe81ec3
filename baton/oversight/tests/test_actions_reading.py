"""Unusual reading is noticed once, goes on while it is open, and is closed with a reason by somebody else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from baton import journal
from baton.journal.models import Event
from baton.journal.tests.breaking import JournalBroken, broken_journal
from baton.oversight import tasks
from baton.oversight.actions.reading import AlreadyClosed, OwnReading, close, notice
from baton.oversight.models import UnusualReading
from baton.oversight.rules.reading import Finding, Kind, Window
from baton.oversight.tests.factories import alert, look
from baton.partnership.rules.roles import Role
from baton.people.rules.facts import GrantKind
from baton.people.tests import factories as make
from baton.people.tests.factories import NOW

pytestmark = pytest.mark.django_db

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def pat():
    return make.practitioner(name="Pat Green")


@pytest.fixture
def officer():
    return make.practitioner(Role.GOVERNANCE_OFFICER)


def window(kind: Kind = Kind.MANY, usual: int = 2, to_at: datetime = NOW) -> Window:
    return Window(kind, to_at - HOUR, to_at, usual)


def noticed(of: Window, *by_night: str) -> list[tuple[str, int]]:
    raised = notice(window=of, at_any_hour=by_night, at=of.to_at)
    return [(one.practitioner.name, one.families) for one in raised]


def read(by, number: int, at: datetime = NOW - MINUTE, **values) -> list:
    """Let somebody open so many families, each twice."""
    families = [make.family() for _ in range(number)]
    for family in families * 2:
        look(family, by, at, **values)
    return families


def test_more_families_than_usual_raise_one_alert(pat):
    read(pat, 3)
    read(make.practitioner(name="Usual"), 2)
    read(make.practitioner(name="Lister"), 3, what="list")
    read(make.practitioner(name="Refused"), 3, outcome="refused")
    read(make.practitioner(name="Yesterday"), 3, at=NOW - 25 * HOUR)
    read(None, 3)

    assert noticed(window()) == [("Pat Green", 3)]
    assert noticed(window()) == []
    (row,) = UnusualReading.objects.all()
    assert (row.kind, row.usual, row.from_at, row.to_at) == ("many", 2, NOW - MINUTE, NOW - MINUTE)
    assert [(event.kind, event.family_id) for event in Event.objects.filter(subject_id=row.pk)] == [
        ("reading.noticed", None)
    ]


def test_what_goes_on_belongs_to_the_alert_that_is_open(pat):
    read(pat, 3)
    noticed(window())
    read(pat, 1, at=NOW + MINUTE)

    assert noticed(window(to_at=NOW + 2 * MINUTE)) == []

    row = UnusualReading.objects.get()
    assert (row.families, row.to_at) == (4, NOW + MINUTE)


def test_what_was_looked_into_is_not_noticed_again_and_what_comes_after_is(pat, officer):
    read(pat, 3)
    noticed(window())
    close(
        reading=UnusualReading.objects.get(), finding=Finding.IN_ORDER, reason="An audit", by=officer, at=NOW
    )

    assert noticed(window(to_at=NOW + MINUTE)) == []
    read(pat, 3, at=NOW + 2 * MINUTE)
    assert noticed(window(to_at=NOW + 3 * MINUTE)) == [("Pat Green", 3)]
    assert UnusualReading.objects.open().get().from_at == NOW + 2 * MINUTE


def test_who_works_with_a_family_has_a_relation_to_it(pat):
    school = make.organisation()
    colleague = make.practitioner(name="Colleague", of=school)
    given, managed, written, in_hand = (make.family() for _ in range(4))
    make.grant(given, pat)
    make.grant(managed, school, GrantKind.MANAGER)
    with transaction.atomic():
        journal.record("person.corrected", at=NOW - timedelta(days=13), by=pat, family=written)
        journal.record("frontdoor.enquiry_linked", at=NOW - timedelta(days=29), family=in_hand)
    for family, by in ((given, pat), (managed, colleague), (written, pat), (in_hand, pat)):
        look(family, by, NOW - MINUTE)
    none = window(Kind.NO_RELATION, usual=0)

    assert noticed(none) == []
    for family in (given, managed, written):
        look(family, make.practitioner(name="Stranger"), NOW - MINUTE)
    assert noticed(none) == [("Stranger", 1)] * 3


def test_a_relation_that_is_over_or_a_deed_of_long_ago_is_none(pat):
    ended, long_ago = make.family(), make.family()
    make.grant(ended, pat, to_at=NOW - HOUR)
    with transaction.atomic():
        journal.record("person.corrected", at=NOW - timedelta(days=15), by=pat, family=long_ago)
    for family in (ended, long_ago):
        look(family, pat, NOW - MINUTE)

    assert noticed(window(Kind.NO_RELATION, usual=1)) == [("Pat Green", 2)]


def test_organisations_that_work_by_night_read_by_night(pat):
    read(pat, 3)
    read(make.practitioner(name="Nurse", of=make.organisation(agency_type="hospital")), 3)

    assert noticed(window(Kind.OUT_OF_HOURS), "hospital") == [("Pat Green", 3)]


def test_an_alert_is_closed_once_with_a_finding_by_somebody_else(pat, officer):
    row = alert(officer)
    with pytest.raises(OwnReading):
        close(reading=row, finding=Finding.IN_ORDER, reason="Mine", by=officer, at=NOW)
    row = alert(pat)

    closed = close(reading=row, finding=Finding.PASSED_ON, reason="To the head", by=officer, at=NOW)

    assert (closed.finding, closed.reason, closed.closed_by, closed.closed_at) == (
        "passed_on",
        "To the head",
        officer,
        NOW,
    )
    with pytest.raises(AlreadyClosed):
        close(reading=row, finding=Finding.IN_ORDER, reason="Again", by=officer, at=NOW)
    assert Event.objects.get(kind="reading.closed").data["finding"] == "passed_on"


def test_nothing_is_saved_without_its_event(pat, officer):
    read(pat, 3)
    with pytest.raises(JournalBroken), broken_journal():
        noticed(window())
    assert not UnusualReading.objects.exists()
    row = alert(pat)
    with pytest.raises(JournalBroken), broken_journal():
        close(reading=row, finding=Finding.IN_ORDER, reason="An audit", by=officer, at=NOW)
    assert UnusualReading.objects.open().get() == row


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "odd"}, {"closed_at": NOW}, {"finding": "in_order"}, {"reason": "A reason without an end"}],
)
def test_the_database_holds_no_half_alert(pat, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        alert(pat, **wrong)


def test_the_database_holds_one_open_alert_of_a_kind(pat):
    alert(pat)
    with pytest.raises(IntegrityError), transaction.atomic():
        alert(pat)


def test_the_jobs_look_with_the_measures_of_the_profile(pat):
    night = datetime(2026, 9, 14, 22, 30, tzinfo=UTC)  # half past eleven, summer time
    read(pat, 11, at=night - MINUTE)

    with time_machine.travel(night, tick=False):
        tasks.notice_many()
        tasks.notice_days_and_nights()

    assert set(UnusualReading.objects.values_list("kind", "families", "usual")) == {
        ("no_relation", 11, 10),
        ("out_of_hours", 11, 3),
    }

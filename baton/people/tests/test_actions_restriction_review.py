"""Looking again at restricted and sealed records: the day is set with the restriction and moved on for a reason."""

from datetime import date, timedelta
from importlib import import_module

import pytest

from baton.core.versions import Stale
from baton.journal.models import Event
from baton.partnership.rules.profile_restricted import RestrictedRecords
from baton.partnership.rules.roles import Role
from baton.people import events
from baton.people.actions import bulk
from baton.people.actions import family as families
from baton.people.actions import restriction_review as actions
from baton.people.actions.records import NewFamily
from baton.people.models import RestrictionReview
from baton.people.rules.restriction import Restriction, end_of_month, review_day
from baton.people.tests import factories as make
from baton.people.tests.rollback import nothing_is_saved_without_its_event

RULE = RestrictedRecords(review_months=3, sealed_review_months=6)
IN_THREE_MONTHS = date(2026, 12, 14)


@pytest.mark.parametrize(
    ("restriction", "today", "then"),
    [
        ("restricted", date(2026, 9, 14), date(2026, 12, 14)),
        ("restricted", date(2026, 11, 30), date(2027, 2, 28)),
        ("restricted", date(2026, 10, 1), date(2027, 1, 1)),
        ("sealed", date(2026, 8, 31), date(2027, 2, 28)),
        ("sealed", date(2027, 8, 31), date(2028, 2, 29)),
        ("open", date(2026, 9, 14), None),
    ],
)
def test_a_record_is_looked_at_again_months_later(restriction, today, then):
    assert review_day(Restriction(restriction), today, RULE) == then


def test_what_was_closed_off_before_is_given_its_day_by_the_same_rule():
    filled = import_module("baton.people.migrations.0008_review_dates").months_later
    days = [date(2026, 1, 1) + timedelta(number) for number in range(1000)]

    assert [filled(day) for day in days] == [review_day(Restriction.RESTRICTED, day, RULE) for day in days]


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2026, 4, 30), date(2026, 4, 30)),
    ],
)
def test_the_month_ends(today, last):
    assert end_of_month(today) == last


@pytest.fixture
def by():
    return make.practitioner(Role.SAFEGUARDING_LEAD)


@pytest.mark.django_db
def test_the_day_comes_and_goes_with_the_restriction(by):
    family = make.family()

    closed = families.restrict(family=family, reason="Refuge", expected_version=1, by=by, at=make.NOW)
    assert closed.review_on == IN_THREE_MONTHS
    sealed = families.seal(
        family=closed, reason="Adoption", named=[by], expected_version=2, by=by, at=make.NOW + timedelta(9)
    )
    assert sealed.review_on == date(2026, 12, 23)
    assert families.open_(family=sealed, expected_version=3, by=by, at=make.NOW).review_on is None


@pytest.mark.django_db
def test_what_arrives_restricted_has_its_day_too():
    news = [
        NewFamily(name="Shaw", restriction=Restriction.RESTRICTED, restriction_reason="Refuge"),
        NewFamily(name="Ash"),
    ]

    closed, free = bulk.create_families(news, by=None, at=make.NOW)

    assert (closed.review_on, free.review_on) == (IN_THREE_MONTHS, None)


def looked(family, by, version=1, next_on=IN_THREE_MONTHS, note=" He still asks. "):
    return actions.review(
        family=family, note=note, next_on=next_on, expected_version=version, by=by, at=make.NOW
    )


@pytest.mark.django_db
def test_a_review_says_why_and_moves_the_day_on(by):
    family = make.family(restriction="restricted")

    row = looked(family, by)

    family.refresh_from_db()
    assert (family.review_on, family.restriction, family.version) == (IN_THREE_MONTHS, "restricted", 2)
    assert (row.note, row.reviewed_by, row.restriction) == ("He still asks.", by, "restricted")
    assert Event.objects.get(kind=events.RESTRICTION_REVIEWED).data == {"next_on": "2026-12-14"}
    with pytest.raises(Stale):
        looked(family, by)


@pytest.mark.django_db
def test_a_review_is_of_a_closed_record_for_a_reason_and_not_too_far_ahead(by):
    family = make.family(restriction="sealed")

    with pytest.raises(actions.NotClosedOff):
        looked(make.family(), by)
    with pytest.raises(families.NoReason):
        looked(family, by, note="  ")
    for day in (make.TODAY, IN_THREE_MONTHS + timedelta(1)):
        with pytest.raises(actions.WrongDay, match="14 December 2026"):
            looked(family, by, next_on=day)
    assert not RestrictionReview.objects.exists()
    nothing_is_saved_without_its_event(lambda: looked(family, by))

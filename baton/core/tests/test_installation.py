"""A database holds synthetic people or real ones, and its mark is never removed."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from baton.core import installation
from baton.core.installation import AlreadyMarked, Kind
from baton.core.models import Installation

NOW = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def unmark() -> None:
    Installation.objects.all().delete()


def test_a_new_database_is_not_marked():
    unmark()

    assert installation.kind() == Kind.UNMARKED


@pytest.mark.parametrize("kind", [Kind.DEMONSTRATION, Kind.REAL])
def test_a_mark_stays(kind):
    unmark()
    installation.mark(kind, at=NOW)
    installation.mark(kind, at=datetime.now(UTC))

    assert installation.kind() == kind
    assert Installation.objects.get().marked_at == NOW


def test_another_mark_is_refused_and_says_what_to_do():
    unmark()
    installation.mark(Kind.REAL, at=NOW)

    with pytest.raises(AlreadyMarked, match="set BATON_HOME or DATABASE_URL"):
        installation.mark(Kind.DEMONSTRATION, at=NOW)

    assert installation.kind() == Kind.REAL


def test_what_is_marked_is_asked_once_and_what_is_not_each_time(django_assert_num_queries):
    unmark()

    with django_assert_num_queries(2):
        assert [installation.is_demonstration(), installation.is_demonstration()] == [False, False]
    installation.mark(Kind.DEMONSTRATION, at=NOW)
    with django_assert_num_queries(1):
        assert [installation.is_demonstration(), installation.is_demonstration()] == [True, True]


@pytest.mark.parametrize("fault", [{"pk": 2}, {"kind": "other", "marked_at": NOW}, {"kind": "real"}])
def test_the_database_holds_one_whole_mark(fault):
    unmark()

    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(**fault)

"""Which databases a demonstration may use."""

from datetime import UTC, datetime

import pytest

from baton.core.models import Installation
from baton.demo import mark
from baton.people.models import Person

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def marked(db):
    """Return a function that marks the database."""

    def as_(kind: str) -> None:
        moment = None if kind == Installation.Kind.UNMARKED else NOW
        Installation.objects.update_or_create(pk=1, defaults={"kind": kind, "marked_at": moment})

    return as_


@pytest.fixture
def somebody(db) -> Person:
    person = Person(given_names="Asha", family_name="Example")
    Person.objects.bulk_create([person])
    return person


def kind() -> str:
    return Installation.objects.get(pk=1).kind


@pytest.mark.django_db
def test_an_empty_database_becomes_a_demonstration() -> None:
    Installation.objects.all().delete()

    mark.claim(at=NOW)

    assert kind() == Installation.Kind.DEMONSTRATION
    assert Installation.objects.get(pk=1).marked_at == NOW


def test_an_unmarked_database_that_holds_nobody_becomes_one(marked) -> None:
    marked(Installation.Kind.UNMARKED)

    mark.claim(at=NOW)

    assert kind() == Installation.Kind.DEMONSTRATION


def test_a_demonstration_stays_one_with_people_in_it(marked, somebody) -> None:
    marked(Installation.Kind.DEMONSTRATION)

    mark.claim(at=datetime(2026, 5, 1, tzinfo=UTC))

    assert Installation.objects.get(pk=1).marked_at == NOW


def test_a_database_of_real_people_is_refused(marked) -> None:
    marked(Installation.Kind.REAL)

    with pytest.raises(mark.NotADemonstration, match="marked as holding real people") as refusal:
        mark.claim(at=NOW)

    assert refusal.value.returncode == 2
    assert kind() == Installation.Kind.REAL


def test_an_unmarked_database_that_holds_somebody_is_refused(marked, somebody) -> None:
    marked(Installation.Kind.UNMARKED)

    with pytest.raises(mark.NotADemonstration, match="holds persons"):
        mark.claim(at=NOW)

    assert kind() == Installation.Kind.UNMARKED

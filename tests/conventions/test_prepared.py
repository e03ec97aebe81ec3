"""What is prepared on a connection for one practitioner is answered for whoever asks (docs/adr/0017)."""

from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Value
from django.utils import timezone

from baton.core import wall
from baton.core.postgresql.base import BESIDE_MAX, PREPARED_MAX
from baton.partnership.models import Locality, Practitioner
from baton.people.models import DeclaredPerson, Family
from baton.people.rules.conflict import Tie
from baton.people.tests import factories

OFTEN = 20
"""Well above the times after which a question is prepared, and those after which its plan is for any value."""


def prepared(table: str) -> list[tuple[str, int]]:
    """Return what this connection has prepared that reads a table, and how often its plan for any value was used."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement, generic_plans FROM pg_prepared_statements WHERE statement LIKE %s",
            [f'%FROM "{table}"%'],
        )
        return [(str(words), int(times)) for words, times in cursor.fetchall()]


def seen_by(who: Practitioner, names: list[str]) -> set[str]:
    with wall.entered(who.pk, at=timezone.now(), today=timezone.localdate()):
        return set(Family.objects.filter(name__in=names).values_list("name", flat=True))


@pytest.mark.django_db
def test_a_plan_made_for_one_shows_another_only_what_is_theirs() -> None:
    ann, ben = factories.practitioner(), factories.practitioner()
    factories.grant(factories.family("Ash"), to=ann)
    factories.grant(factories.family("Birch"), to=ben)

    with transaction.atomic():
        for _ in range(OFTEN):
            assert seen_by(ann, ["Ash", "Birch"]) == {"Ash"}
            assert seen_by(ben, ["Ash", "Birch"]) == {"Birch"}
            with wall.public():
                assert not Family.objects.filter(name__in=["Ash", "Birch"]).values_list("name", flat=True)

    assert any(times for _, times in prepared("people_family"))


@pytest.mark.django_db
def test_no_answer_of_the_wall_is_kept_in_a_plan() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'wall%' AND provolatile = 'i'")
        assert cursor.fetchall() == []
        cursor.execute("SELECT count(*) FROM pg_proc WHERE proname LIKE 'wall%' AND provolatile = 's'")
        assert cursor.fetchone()[0] > 20


@pytest.mark.django_db
def test_a_connection_keeps_what_all_pages_ask() -> None:
    connection.ensure_connection()

    assert connection.connection.prepared_max == PREPARED_MAX
    assert connection.connection.prepare_threshold is not None


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, -(2**15), 2**31 - 1, 2**31, -(2**31) - 1, 2**63 - 1, -(2**63)])
def test_a_number_arrives_whole(number: int) -> None:
    said = {"practitioner": factories.practitioner(), "tie": Tie.RELATIVE, "family_name": "Ash"}
    row = DeclaredPerson.objects.create(marks=[number], from_at=timezone.now(), **said)

    assert DeclaredPerson.objects.filter(marks__overlap=[number]).get() == row
    assert DeclaredPerson.objects.annotate(same=Value(number)).get().same == number


@pytest.mark.django_db
def test_a_question_about_more_rows_than_values_may_travel_beside_it_is_asked() -> None:
    ash, birch = factories.family("Ash 100 %"), factories.family("Birch")
    many = [ash.pk, *(uuid4() for _ in range(BESIDE_MAX))]

    assert list(Family.objects.filter(pk__in=many, name="Ash 100 %", name__endswith="0 %")) == [ash]
    assert list(Family.objects.exclude(pk__in=many)) == [birch]
    assert list(Family.objects.filter(pk__in=many).iterator()) == [ash]
    assert Family.objects.filter(pk__in=many).update(name="Ash %s") == 1
    assert Family.objects.get(pk=ash.pk).name == "Ash %s"


@pytest.mark.django_db
def test_many_wide_rows_are_written_at_once() -> None:
    at, who = timezone.now(), factories.practitioner()
    rows = [
        DeclaredPerson(
            practitioner=who, tie=Tie.RELATIVE, family_name=f"Ash {n}", marks=[2**40 + n], from_at=at
        )
        for n in range(BESIDE_MAX // 5)
    ]

    DeclaredPerson.objects.bulk_create(rows)

    assert DeclaredPerson.objects.count() == len(rows)
    assert DeclaredPerson.objects.get(marks__overlap=[2**40 + 5]).family_name == "Ash 5"


LONGER = "ALTER TABLE partnership_locality ALTER COLUMN name TYPE varchar(333)"


def names_of_localities() -> int:
    return len(Locality.objects.values_list("name"))


def test_a_migration_beside_it_costs_a_connection_no_later_question(
    own_database: None, owner_connection: psycopg.Connection
) -> None:
    before = [names_of_localities() for _ in range(OFTEN)]
    assert prepared("partnership_locality")

    owner_connection.execute(LONGER)

    assert [names_of_localities() for _ in range(OFTEN)] == before
    assert prepared("partnership_locality")


def test_a_migration_beside_it_costs_one_transaction_at_most(
    own_database: None, owner_connection: psycopg.Connection
) -> None:
    @transaction.atomic
    def page() -> int:
        with transaction.atomic():
            return names_of_localities()

    before = [page() for _ in range(OFTEN)]
    owner_connection.execute(LONGER)

    with pytest.raises(DatabaseError, match="cached plan"):
        page()
    assert [page() for _ in range(OFTEN)] == before


def test_what_was_thrown_away_is_prepared_anew(own_database: None) -> None:
    before = [names_of_localities() for _ in range(OFTEN)]
    for throw_away in ("DISCARD ALL", "DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$"):
        with connection.cursor() as cursor:
            cursor.execute(throw_away)

        assert [names_of_localities() for _ in range(OFTEN)] == before
        assert prepared("partnership_locality")


@pytest.mark.django_db
def test_a_connection_that_keeps_no_more_answers_on() -> None:
    connection.ensure_connection()
    was, connection.connection.prepared_max = connection.connection.prepared_max, 3
    try:
        for number in range(1, OFTEN):
            for _ in range(3):
                assert len(Locality.objects.values_list("pk")[:number]) == min(
                    number, Locality.objects.count()
                )
        assert 0 < len(prepared("partnership_locality")) <= 4
    finally:
        connection.connection.prepared_max = was

"""Events are written with their deed, and never changed."""

from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from baton import journal
from baton.core import drafts
from baton.core.bulk import FEW
from baton.core.models import Draft
from baton.journal.events import UnknownKind
from baton.journal.models import ActorKind, Event
from baton.journal.recording import NewEvent, OutsideTransaction
from baton.journal.rules import NotACode
from baton.journal.tests.breaking import JournalBroken, broken_journal

NOW = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)
ANN = SimpleNamespace(pk=uuid4(), acting_organisation_id=uuid4())


@transaction.atomic
def send(*, fails: bool = False) -> Draft:
    """Stand in for an action."""
    letter = drafts.save(owner_key="ann", form="letter", data={}, at=NOW)
    journal.record("letter.sent", at=NOW, by=ANN, subject=letter)
    if fails:
        raise KeyError
    return letter


# what is recorded


@pytest.mark.django_db
def test_an_event_says_who_did_what_when_and_about_whom():
    letter = send()

    family, person, case = uuid4(), uuid4(), uuid4()
    journal.record(
        "letter.read",
        at=NOW,
        by=ANN,
        family=family,
        person=person,
        case_id=case,
        subject=letter,
        data={"level": 3},
    )

    event = Event.objects.latest("pk")
    assert (event.kind, event.at, event.data) == ("letter.read", NOW, {"level": 3})
    assert (event.actor_kind, event.actor_id, event.organisation_id) == (
        "practitioner",
        ANN.pk,
        ANN.acting_organisation_id,
    )
    assert (event.family_id, event.person_id, event.case_id) == (family, person, case)
    assert (event.subject_kind, event.subject_id) == ("core.draft", letter.pk)
    assert abs(event.recorded_at - datetime.now(UTC)).total_seconds() < 60
    assert str(event) == f"letter.read #{event.pk}"


@pytest.mark.django_db
def test_rows_are_noted_by_their_id():
    letter = send()

    journal.record("letter.read", at=NOW, family=letter, organisation=letter)

    event = Event.objects.latest("pk")
    assert event.family_id == event.organisation_id == letter.pk


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [None, ActorKind.FAMILY])
def test_without_a_practitioner_it_was_the_system_unless_said_otherwise(kind):
    journal.record("letter.sent", at=NOW, actor_kind=kind)

    event = Event.objects.latest("pk")
    assert event.actor_kind == (kind or ActorKind.SYSTEM)
    assert event.actor_id is None
    assert event.organisation_id is None


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "queries"), [(3, 1), (FEW + 1, 4)])
def test_many_are_recorded_as_one_would_be(count, queries, django_assert_num_queries):
    data = {"level": 3, "on": NOW.date()}
    new = [NewEvent(kind="letter.sent", at=NOW, by=ANN, person=UUID(int=n), data=data) for n in range(count)]

    with django_assert_num_queries(queries):
        journal.record_many(new)

    journal.record("letter.sent", at=NOW, by=ANN, person=UUID(int=2), data=data)
    one = Event.objects.latest("pk")
    many = list(Event.objects.of_kinds(["letter.sent"]).exclude(pk=one.pk).order_by("pk"))
    apart = {"_state", "id", "recorded_at"}
    assert {k: v for k, v in vars(many[2]).items() if k not in apart} == {
        k: v for k, v in vars(one).items() if k not in apart
    }
    assert [event.person_id.int for event in many] == list(range(count))


@pytest.mark.django_db
def test_nothing_to_record_is_nothing():
    before = Event.objects.count()

    journal.record_many([])

    assert Event.objects.count() == before


# what is refused


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"kind": "letter.burnt"}, UnknownKind),
        ({"at": datetime(2026, 6, 3)}, ValueError),  # noqa: DTZ001
        ({"data": {"to": "Anne Smith"}}, NotACode),
    ],
)
def test_an_event_that_is_not_right_is_refused(given, fault):
    with pytest.raises(fault):
        journal.record(**{"kind": "letter.sent", "at": NOW, **given})

    assert not Event.objects.of_kinds(["letter.sent", "letter.burnt"]).exists()


def test_an_event_outside_its_deeds_transaction_is_refused(own_database):
    with pytest.raises(OutsideTransaction, match="mark the action"):
        journal.record("letter.sent", at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fault",
    [
        {"actor_kind": "robot"},
        {"actor_kind": "practitioner"},
        {"subject_kind": "core.draft"},
        {"subject_id": uuid4()},
    ],
)
def test_the_database_holds_no_half_event(fault):
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(**{"kind": "letter.sent", "at": NOW, "actor_kind": "system", **fault})


# with its deed, or not at all


@pytest.mark.django_db
def test_without_its_event_no_deed_is_saved():
    with broken_journal(), pytest.raises(JournalBroken):
        send()

    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_without_its_deed_no_event_is_saved():
    with pytest.raises(KeyError):
        send(fails=True)

    assert not Event.objects.filter(kind="letter.sent").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE journal_event SET kind = 'x'", "DELETE FROM journal_event"])
def test_the_serving_role_changes_no_event(statement):
    from django.db import connection

    send()

    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_events_are_neither_changed_nor_deleted_by_mistake():
    with pytest.raises(TypeError, match="only added to"):
        Event.objects.all().update(kind="x")
    with pytest.raises(TypeError, match="only added to"):
        Event.objects.all().delete()

"""Who acts is set for a transaction, given back as it was, and outlives nothing."""

from contextlib import suppress
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from baton.core import drafts, wall
from baton.core.models import Draft
from baton.core.tests.test_submissions import NOW
from baton.core.told import OutsideTransaction
from baton.core.wall import Actor, Purpose


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(current_setting(%s, true), '')", [f"baton.{name}"])
        return str(cursor.fetchone()[0])


def entered(who: UUID):
    return wall.entered(who, at=timezone.now(), today=timezone.localdate())


@pytest.fixture
def serving(own_database, monkeypatch):
    """A process that serves pages: nobody acts until a request begins."""
    connections.close_all()
    monkeypatch.setattr(wall._Process, "begins", None)
    yield
    connections.close_all()


def test_nothing_outlives_its_transaction(serving):
    with transaction.atomic(), entered(uuid4()):
        assert setting("purpose") == "practitioner"
    assert (setting("purpose"), setting("practitioner")) == ("", "")

    with transaction.atomic(), wall.public():
        assert setting("purpose") == "public"
    assert setting("purpose") == ""

    wall.deed(lambda: None)()
    assert setting("purpose") == ""
    assert wall.actor() == wall.NOBODY


def test_where_no_transaction_keeps_it_who_acts_is_not_set(serving):
    with pytest.raises(OutsideTransaction), entered(uuid4()):
        pass
    with pytest.raises(OutsideTransaction), wall.beyond(Purpose.FIGURES):
        pass


@pytest.mark.django_db
def test_each_gives_back_what_was_before():
    who = uuid4()

    with entered(who):
        with wall.beyond(Purpose.FIGURES):
            assert wall.actor() == Actor(who, Purpose.FIGURES)
            with wall.beyond(Purpose.CASELOAD):
                assert setting("purpose") == "figures"
            assert wall.deed(lambda: setting("purpose"))() == "deed"
            assert setting("purpose") == "figures"
        assert (setting("purpose"), setting("practitioner")) == ("practitioner", str(who))
        with wall.public():
            assert (setting("purpose"), setting("practitioner")) == ("public", "")
            with wall.beyond(Purpose.LINK):
                assert setting("purpose") == "link"
            assert setting("purpose") == "public"
    assert (setting("purpose"), setting("practitioner")) == ("system", "")


@pytest.mark.django_db
def test_what_fails_gives_it_back_too():
    @wall.deed
    def break_a_rule():
        Draft.objects.create(owner_key="x" * 65, form="letter", saved_at=timezone.now())

    @wall.deed
    def refuse():
        raise KeyError

    with entered(uuid4()):
        with pytest.raises(DatabaseError):
            break_a_rule()
        assert setting("purpose") == "practitioner"
        with pytest.raises(KeyError):
            refuse()
        assert setting("purpose") == "practitioner"
        with pytest.raises(KeyError), wall.beyond(Purpose.FIGURES):
            raise KeyError
        assert setting("purpose") == "practitioner"
    assert wall.actor() == Actor(purpose=Purpose.SYSTEM)


@pytest.mark.django_db
def test_a_draft_is_its_owners_alone():
    ann, bob = uuid4(), uuid4()
    with entered(ann):
        Draft.objects.create(owner_key=str(ann), form="letter", saved_at=timezone.now())
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Draft.objects.create(owner_key=str(bob), form="letter", saved_at=timezone.now())
        assert Draft.objects.update(subject="x") == 1

    with entered(bob):
        assert not Draft.objects.exists()
        assert Draft.objects.update(subject="y") == 0
    with wall.public():
        assert not Draft.objects.exists()


@pytest.mark.django_db
def test_a_setting_that_is_no_purpose_opens_nothing():
    Draft.objects.create(owner_key="ann", form="letter", saved_at=timezone.now())
    with wall.public(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baton.purpose', 'SYSTEM', true)")
        cursor.execute("SELECT count(*) FROM core_draft")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_a_part_of_a_deed_is_undone_with_the_whole_and_has_no_savepoint(django_assert_num_queries):
    @wall.deed
    def part():
        return Draft.objects.count()

    @wall.deed
    def whole():
        return part() + part()

    with django_assert_num_queries(4):  # a savepoint, two counts, its end
        whole()


@pytest.mark.django_db
def test_a_deed_does_not_go_on_after_the_refusal_of_its_part():
    @wall.deed
    def part():
        drafts.save(owner_key="ann", form="letter", data={}, at=NOW)
        raise ValueError

    @wall.deed
    def whole():
        with suppress(ValueError):
            part()

    with pytest.raises(wall.HalfDone):
        whole()

    assert not Draft.objects.exists()


class Asked:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


@pytest.mark.django_db
def test_what_only_a_deed_changes_is_asked_once_in_a_request_and_again_after_each_deed():
    ask = Asked()

    with entered(uuid4()):
        assert [wall.once("held", ask), wall.once("held", ask)] == [1, 1]
        with wall.beyond(Purpose.FIGURES):
            assert wall.once("held", ask) == 1
        assert wall.once("other", Asked()) == 1
        wall.deed(lambda: None)()
        assert wall.once("held", ask) == 2
        with suppress(ValueError):
            wall.deed(lambda: int("no number"))()
        assert wall.once("held", ask) == 3


@pytest.mark.django_db
def test_within_a_deed_and_outside_a_request_it_is_asked_each_time():
    ask = Asked()
    deed = wall.deed(lambda: [wall.once("held", ask), wall.once("held", ask)])

    assert [wall.once("held", ask), wall.once("held", ask)] == [1, 2]
    with entered(uuid4()):
        assert deed() == [3, 4]


@pytest.mark.django_db
def test_what_was_asked_after_a_deed_that_is_undone_is_asked_again():
    ask = Asked()

    with entered(uuid4()):
        assert wall.once("held", ask) == 1
        with suppress(ValueError), transaction.atomic():
            assert wall.once("held", ask) == 1
            wall.deed(lambda: None)()
            assert [wall.once("held", ask), wall.once("held", ask)] == [2, 2]
            raise ValueError
        assert [wall.once("held", ask), wall.once("held", ask)] == [3, 3]


@pytest.mark.django_db
def test_it_outlives_no_request():
    ask = Asked()

    for turn in (1, 2):
        with entered(uuid4()):
            assert wall.once("held", ask) == turn

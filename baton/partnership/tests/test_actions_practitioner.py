"""Joining, changing and leaving: what is written, what is refused, and that nothing is written without its event."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from baton import journal
from baton.core import jobs
from baton.journal.models import Event
from baton.partnership.actions import practitioner as actions
from baton.partnership.models import Membership, Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
TODAY = date(2026, 5, 4)

pytestmark = pytest.mark.django_db


def new(email: str = "Ada@Example.org", **values: object) -> actions.NewPractitioner:
    membership = actions.NewMembership(
        organisation=values.pop("organisation", None) or factories.organisation(),
        roles=frozenset({values.pop("role", Role.PRACTITIONER)}),
        starts_on=TODAY,
    )
    return actions.NewPractitioner(email=email, name="Ada Byron", memberships=[membership], **values)


def test_somebody_added_signs_in_with_a_lower_case_address_and_no_password_yet() -> None:
    administrator = factories.practitioner(Role.SYSTEM_ADMINISTRATOR)

    ada = actions.add(practitioner=new(), by=administrator, at=NOW)

    assert ada.email == "ada@example.org"
    assert not ada.has_usable_password()
    event = Event.objects.get(kind="partnership.practitioner_added")
    assert (event.actor_id, event.subject_id, event.at) == (administrator.pk, ada.pk, NOW)


@pytest.mark.parametrize(("role", "is_looked_for"), [(Role.HUB_SCREENER, True), (Role.ANALYST, False)])
def test_records_of_ones_own_are_looked_for_as_soon_as_one_may_be_shown_any(
    role: Role, is_looked_for: bool
) -> None:
    ada = actions.add(practitioner=new(role=role), by=None, at=NOW)

    assert jobs.waiting("people.look_for_conflicts") == [{"practitioner_id": str(ada.pk)}] * is_looked_for


def test_one_address_belongs_to_one_person() -> None:
    actions.add(practitioner=new(), by=None, at=NOW)

    with pytest.raises(actions.AddressTaken):
        actions.add(practitioner=new("ada@example.org"), by=None, at=NOW)


def test_many_are_added_whole_or_not_at_all() -> None:
    with pytest.raises(actions.AddressTaken):
        actions.add_many(practitioners=[new("a@example.org"), new("A@example.org")], by=None, at=NOW)

    assert not Practitioner.objects.filter(email="a@example.org").exists()


def test_many_leave_the_same_rows_and_events_as_one_by_one() -> None:
    north = factories.locality("north")
    membership = actions.NewMembership(
        organisation=factories.organisation(),
        roles=frozenset({Role.COORDINATOR}),
        starts_on=TODAY,
        localities=[north],
    )
    wanted = [
        actions.NewPractitioner(email=f"{n}@example.org", name=n, memberships=[membership])
        for n in ("a", "b", "c")
    ]

    actions.add(practitioner=wanted[0], by=None, at=NOW)
    actions.add_many(practitioners=wanted[1:], by=None, at=NOW)

    rows = Membership.objects.filter(practitioner__email__endswith="@example.org", roles=["coordinator"])
    assert {tuple(row.localities.all()) for row in rows} == {(north,)}
    assert Event.objects.filter(kind="partnership.practitioner_added").count() == 3


def test_a_second_organisation_is_another_membership() -> None:
    ada = factories.practitioner()
    membership = actions.NewMembership(
        organisation=factories.organisation(), roles=frozenset({Role.ANALYST}), starts_on=TODAY
    )

    joined = actions.join(practitioner=ada, membership=membership, by=None, at=NOW)

    assert joined.roles == ["analyst"]
    with pytest.raises(actions.AlreadyMember):
        actions.join(practitioner=ada, membership=membership, by=None, at=NOW)


def test_changed_roles_hold_from_the_next_request() -> None:
    ada = factories.practitioner()
    membership = ada.memberships.get()

    actions.change_membership(
        membership=membership,
        roles=frozenset({Role.TEAM_MANAGER}),
        localities=[],
        case_limit=3,
        by=None,
        at=NOW,
    )

    again = Practitioner.objects.get(pk=ada.pk)
    assert again.roles() == {Role.TEAM_MANAGER}
    assert again.memberships_now()[0].case_limit == 3


def test_an_ended_membership_gives_nothing_from_the_same_day() -> None:
    ada = factories.practitioner()
    membership = ada.memberships.get()

    actions.end_membership(membership=membership, by=None, at=NOW)

    assert not Membership.objects.current(TODAY).filter(practitioner=ada).exists()
    with pytest.raises(actions.AlreadyLeft):
        actions.end_membership(membership=membership, by=None, at=NOW)
    with pytest.raises(actions.AlreadyLeft):
        actions.change_membership(
            membership=membership,
            roles=frozenset({Role.ANALYST}),
            localities=[],
            case_limit=None,
            by=None,
            at=NOW,
        )


def test_leaving_ends_every_membership_and_the_sign_in() -> None:
    ada = factories.practitioner()
    factories.join(ada, factories.organisation(), Role.AUDITOR)

    actions.leave(practitioner=ada, by=None, at=NOW)

    ada = Practitioner.objects.get(pk=ada.pk)
    assert (ada.is_active, ada.left_on) == (False, TODAY)
    assert ada.memberships_now() == []
    assert ada not in Practitioner.objects.working()
    with pytest.raises(actions.AlreadyLeft):
        actions.leave(practitioner=ada, by=None, at=NOW)


def test_nothing_is_saved_when_the_event_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the journal is full")

    ada = factories.practitioner()
    monkeypatch.setattr(journal.recording, "record_many", broken)
    monkeypatch.setattr(journal, "record_many", broken, raising=False)
    monkeypatch.setattr(journal, "record", broken, raising=False)

    with pytest.raises(RuntimeError):
        actions.add(practitioner=new("new@example.org"), by=None, at=NOW)
    with pytest.raises(RuntimeError):
        actions.leave(practitioner=ada, by=None, at=NOW)

    assert not Practitioner.objects.filter(email="new@example.org").exists()
    assert Practitioner.objects.get(pk=ada.pk).is_active


def test_somebody_may_be_added_under_an_id_of_ones_own() -> None:
    wanted = uuid4()

    assert actions.add(practitioner=new("own@example.org", id=wanted), by=None, at=NOW).pk == wanted

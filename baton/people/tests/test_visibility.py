"""Who sees which families and people: each line of `rules.scope`, by role and relation."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from baton.core import wall
from baton.partnership.rules.roles import Role
from baton.people.models import AccessBar, Family, Person
from baton.people.rules.facts import GrantKind
from baton.people.tests import factories as make

pytestmark = pytest.mark.django_db
KINDS = ("open", "restricted", "sealed")


def seen_by(practitioner, families):
    visible = set(Family.objects.visible_to(practitioner).values_list("pk", flat=True))
    return [kind for kind, family in families.items() if family.pk in visible]


@pytest.fixture
def families():
    return {kind: make.family(restriction=kind) for kind in KINDS}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.GOVERNANCE_OFFICER, ["open", "restricted"]),
        (Role.SAFEGUARDING_LEAD, ["open", "restricted"]),
        (Role.HUB_SCREENER, ["open"]),
        (Role.HUB_MANAGER, ["open"]),
        (Role.AUDITOR, ["open"]),
        (Role.COORDINATOR, []),
        (Role.TEAM_MANAGER, []),
        (Role.SOCIAL_CARE_LIAISON, []),
        (Role.PRACTITIONER, []),
        (Role.ANALYST, []),
        (Role.DIRECTORY_EDITOR, []),
        (Role.TRAINING_LEAD, []),
        (Role.BOARD_MEMBER, []),
        (Role.SYSTEM_ADMINISTRATOR, []),
    ],
)
def test_each_role_sees_what_it_should_of_a_family_it_has_nothing_to_do_with(families, role, expected):
    assert seen_by(make.practitioner(role), families) == expected


def test_every_role_is_in_the_table_above():
    assert len(Role) == 14


def test_a_coordinator_sees_open_families_of_their_localities():
    north, south = make.locality(), make.locality()
    ours = {kind: make.family(restriction=kind, locality=north) for kind in KINDS}
    theirs = {"south": make.family(locality=south), "nowhere": make.family()}

    coordinator = make.practitioner(Role.COORDINATOR, localities=(north,))

    assert seen_by(coordinator, ours | theirs) == ["open"]


@pytest.mark.parametrize("role", [Role.TEAM_MANAGER, Role.SOCIAL_CARE_LIAISON])
def test_who_answers_for_an_organisation_sees_open_families_granted_to_it(families, role):
    school = make.organisation()
    for family in families.values():
        make.grant(family, school, GrantKind.MANAGER)

    assert seen_by(make.practitioner(role, of=school), families) == ["open"]
    assert seen_by(make.practitioner(role), families) == []
    assert seen_by(make.practitioner(Role.PRACTITIONER, of=school), families) == []


def test_a_grant_opens_a_restricted_family_and_never_a_sealed_one(families):
    worker = make.practitioner()
    for family in families.values():
        make.grant(family, worker)

    assert seen_by(worker, families) == ["open", "restricted"]


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.GOVERNANCE_OFFICER, Role.TRAINING_LEAD])
def test_whoever_is_named_sees_a_sealed_family(families, role):
    named = make.practitioner(role)
    make.grant(families["sealed"], named, GrantKind.NAMED)

    assert "sealed" in seen_by(named, families)


def test_a_grant_that_has_ended_or_not_begun_opens_nothing():
    worker, family, now = make.practitioner(), make.family(), timezone.now()
    make.grant(family, worker, to_at=now - timedelta(seconds=1))
    make.grant(family, worker, GrantKind.TEAM_MEMBER, from_at=now + timedelta(days=1))

    assert not Family.objects.visible_to(worker).exists()


def test_a_system_administrator_sees_nobody_whatever_else_they_are(families):
    both = make.practitioner(Role.SYSTEM_ADMINISTRATOR, Role.GOVERNANCE_OFFICER)
    make.grant(families["open"], both)

    assert seen_by(both, families) == []
    assert not Person.objects.visible_to(both).exists()


@pytest.mark.parametrize("role", list(Role))
def test_a_bar_beats_every_role_and_grant(role):
    family = make.family()
    somebody = make.practitioner(role)
    make.grant(family, somebody, GrantKind.NAMED)
    AccessBar.objects.create(family=family, practitioner=somebody, reason="own", from_at=make.LONG_AGO)

    assert not Family.objects.visible_to(somebody).exists()
    assert not Family.objects.covered_by(somebody).exists()


def test_a_lifted_bar_bars_nobody():
    family, manager = make.family(), make.practitioner(Role.HUB_MANAGER)
    AccessBar.objects.create(
        family=family,
        practitioner=manager,
        reason="own",
        from_at=make.LONG_AGO,
        to_at=make.LONG_AGO + timedelta(days=1),
    )

    assert Family.objects.visible_to(manager).exists()


def test_covered_by_ignores_the_restriction_and_not_the_seal(families):
    manager = make.practitioner(Role.HUB_MANAGER)

    covered = set(Family.objects.covered_by(manager))

    assert covered == {families["open"], families["restricted"]}


def test_a_person_is_seen_through_any_family_they_belong_or_belonged_to():
    worker, ours, theirs = make.practitioner(), make.family("Ours"), make.family("Theirs")
    make.grant(ours, worker)
    child = make.child(of=ours)
    moved_out = make.person("Lee")
    make.join(moved_out, ours, role="adult", from_on=make.TODAY, to_on=make.TODAY)
    make.child("Zoe", of=theirs)

    assert set(Person.objects.visible_to(worker)) == {child, moved_out}


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.HUB_SCREENER, True), (Role.GOVERNANCE_OFFICER, True), (Role.COORDINATOR, False)]
)
def test_a_person_in_no_family_is_seen_by_those_who_see_every_open_one(role, sees):
    make.person()

    assert Person.objects.visible_to(make.practitioner(role)).exists() is sees


def entered(practitioner):
    return wall.entered(practitioner.pk, at=timezone.now(), today=timezone.localdate())


def test_what_is_held_by_name_is_asked_once_a_page_and_named_in_each_question(
    families, django_assert_num_queries
):
    worker = make.practitioner()
    make.grant(families["open"], worker)
    worker.memberships_now()

    with entered(worker):
        with django_assert_num_queries(3):  # what is held, and the question twice
            assert seen_by(worker, families) == seen_by(worker, families) == ["open"]
        asked = str(Family.objects.visible_to(worker).query)

    assert "accessgrant" not in asked
    assert "accessbar" not in asked


def test_a_deed_that_grants_shows_at_once(families):
    worker = make.practitioner()

    with entered(worker):
        assert seen_by(worker, families) == []
        wall.deed(make.grant)(families["open"], worker)
        assert seen_by(worker, families) == ["open"]


def test_a_scope_built_before_reading_beyond_the_wall_keeps_its_bar(families):
    screener = make.practitioner(Role.HUB_SCREENER)
    AccessBar.objects.create(
        family=families["open"], practitioner=screener, reason="own", from_at=make.LONG_AGO
    )

    with entered(screener):
        visible = Family.objects.visible_to(screener)
        with wall.beyond(wall.Purpose.RESTRICTION):
            assert not visible.exists()


def test_a_grant_that_is_undone_with_its_savepoint_opens_nothing_beyond_the_wall(families):
    worker = make.practitioner()

    with entered(worker):
        with suppress(ValueError), transaction.atomic():
            wall.deed(make.grant)(families["open"], worker)
            assert seen_by(worker, families) == ["open"]
            raise ValueError
        with wall.beyond(wall.Purpose.FIGURES):
            assert seen_by(worker, families) == []

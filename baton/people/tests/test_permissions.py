"""Each question of `permissions`, for every role and relation."""

from datetime import timedelta

import pytest

from baton.partnership.rules.roles import Role
from baton.people import permissions
from baton.people.models import Family
from baton.people.rules.facts import GrantKind
from baton.people.rules.restriction import Restriction
from baton.people.tests import factories as make

pytestmark = pytest.mark.django_db
HUB = {Role.HUB_SCREENER, Role.HUB_MANAGER}
WRITES = HUB | {Role.COORDINATOR, Role.SAFEGUARDING_LEAD}
FIGURES_ALONE = {
    Role.ANALYST, Role.BOARD_MEMBER, Role.DIRECTORY_EDITOR, Role.TRAINING_LEAD, Role.SYSTEM_ADMINISTRATOR,
}  # fmt: skip


def roles_for_whom(question):
    return {role for role in Role if question(make.practitioner(role))}


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        (permissions.can_search, set(Role) - FIGURES_ALONE),
        (permissions.can_create_family, WRITES),
        (permissions.can_place_families, {Role.HUB_MANAGER}),
        (
            permissions.may_restrict_somewhere,
            {Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER, Role.HUB_MANAGER},
        ),
    ],
)
def test_who_may_do_what_about_nobody_in_particular(question, roles):
    assert roles_for_whom(question) == roles


@pytest.mark.parametrize(
    "question",
    [
        permissions.can_search,
        permissions.can_create_family,
        permissions.can_place_families,
        permissions.may_restrict_somewhere,
    ],
)
def test_a_system_administrator_may_do_nothing_with_families_whatever_else_they_are(question):
    everything = make.practitioner(*Role)

    assert not question(everything)


def test_which_roles_may_edit_a_family_and_its_people():
    family = make.family()
    child = make.child(of=family)

    assert roles_for_whom(lambda each: permissions.can_edit_family(each, family)) == WRITES
    assert roles_for_whom(lambda each: permissions.can_edit_person(each, child)) == WRITES


@pytest.mark.parametrize("kind", list(GrantKind))
def test_which_relations_may_edit_a_family_and_its_people(kind):
    family, worker = make.family(), make.practitioner()
    child = make.child(of=family)
    make.grant(family, worker, kind)
    may = kind in {GrantKind.LEAD_PRACTITIONER, GrantKind.TEAM_MEMBER, GrantKind.NAMED}

    assert permissions.can_edit_family(worker, family) is may
    assert permissions.can_edit_person(worker, child) is may


@pytest.mark.parametrize("question", ["family", "person"])
def test_a_grant_to_read_lets_nobody_write(question):
    family, worker = make.family(), make.practitioner()
    child = make.child(of=family)
    make.grant(family, worker, read_only=True)

    may = (
        permissions.can_edit_family(worker, family)
        if question == "family"
        else permissions.can_edit_person(worker, child)
    )

    assert not may
    assert permissions.relation_to(worker, family).kinds == {GrantKind.LEAD_PRACTITIONER}


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        (Role.TEAM_MANAGER, GrantKind.MANAGER, True),
        (Role.TEAM_MANAGER, GrantKind.TRANSFER, False),
        (Role.SOCIAL_CARE_LIAISON, GrantKind.MANAGER, False),
        (Role.PRACTITIONER, GrantKind.MANAGER, False),
    ],
)
def test_managers_edit_what_their_organisation_works_with(role, kind, may):
    school, family = make.organisation(), make.family()
    child = make.child(of=family)
    make.grant(family, school, kind)
    manager = make.practitioner(role, of=school)

    assert permissions.can_edit_family(manager, family) is may
    assert permissions.can_edit_person(manager, child) is may


def test_nobody_edits_a_person_through_a_family_they_left_or_that_is_hidden():
    worker = make.practitioner()
    left, hidden = make.family(), make.family(restriction="sealed")
    moved = make.person("Lee")
    make.join(moved, left, role="adult", to_on=make.TODAY - timedelta(days=1))
    make.join(moved, hidden, role="adult")
    make.grant(left, worker)
    make.grant(hidden, worker)

    assert not permissions.can_edit_person(worker, moved)


def test_who_may_restrict_and_name():
    families = {restriction: make.family(restriction=restriction) for restriction in Restriction}
    keepers = {Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER}

    def may(restriction, then):
        return roles_for_whom(lambda each: permissions.can_restrict(each, families[restriction], then))

    def names(restriction):
        return roles_for_whom(lambda each: permissions.can_name_people(each, families[restriction]))

    assert may(Restriction.OPEN, Restriction.RESTRICTED) == keepers | {Role.HUB_MANAGER}
    assert may(Restriction.OPEN, Restriction.SEALED) == keepers
    assert may(Restriction.SEALED, Restriction.OPEN) == keepers
    assert names(Restriction.RESTRICTED) == keepers | {Role.HUB_MANAGER}
    assert names(Restriction.SEALED) == keepers


def test_whoever_may_edit_a_family_by_relation_may_see_it():
    worker = make.practitioner(Role.PRACTITIONER, Role.COORDINATOR)
    for kind in GrantKind:
        for restriction in Restriction:
            family = make.family(restriction=restriction)
            make.grant(family, worker, kind)
            visible = Family.objects.visible_to(worker).filter(pk=family.pk).exists()
            expected = restriction != Restriction.SEALED or kind == GrantKind.NAMED
            assert visible is expected, (kind, restriction)

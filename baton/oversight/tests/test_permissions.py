"""Who may be told who looked at a family: asked of the application, and of the database behind it."""

import pytest
from django.db import transaction
from django.utils import timezone

from baton.core import wall
from baton.journal.models import AccessEntry
from baton.oversight.models.look import looks_at, told_of
from baton.oversight.permissions import can_download_looks, can_see_looks, may_see_looks_somewhere
from baton.oversight.rules.look import Told
from baton.oversight.tests.factories import look
from baton.partnership.rules.roles import Role
from baton.people.models import Family
from baton.people.rules.facts import GrantKind
from baton.people.tests import factories as make

pytestmark = pytest.mark.django_db

LEAD, MANAGER, ASKED, MEMBER, GONE = "lead", "manager", "asked", "member", "gone"
TOLD = {
    LEAD: Told.SHOWN,
    MANAGER: Told.SHOWN,
    ASKED: Told.NOTHING,
    MEMBER: Told.NOTHING,
    GONE: Told.NOTHING,
    Role.GOVERNANCE_OFFICER: Told.ALL,
    Role.SAFEGUARDING_LEAD: Told.ALL,
}
"""What each is told of a family; every other role nothing."""


@pytest.fixture
def home() -> Family:
    """A family that was shown, listed, refused, and of which somebody asked who looked; and looks at others."""
    family = make.family()
    stranger = make.practitioner(name="Sam Strange")
    look(family, stranger)
    look(family, stranger, what="list")
    look(family, stranger, outcome="refused")
    look(family, stranger, what="log")
    look(make.family(), stranger)
    look(None, stranger, what="report")
    return family


@pytest.fixture
def actors(home):
    """Somebody of each role, and of each relation to the family."""
    school, clinic, charity = (make.organisation() for _ in range(3))
    found = {role: make.practitioner(role) for role in Role}
    found |= {
        LEAD: make.practitioner(of=school),
        MEMBER: make.practitioner(of=school),
        GONE: make.practitioner(),
        MANAGER: make.practitioner(Role.TEAM_MANAGER, of=clinic),
        ASKED: make.practitioner(Role.TEAM_MANAGER, of=charity),
    }
    make.grant(home, found[LEAD])
    make.grant(home, found[MEMBER], GrantKind.TEAM_MEMBER)
    make.grant(home, found[GONE], to_at=make.NOW)
    make.grant(home, clinic, GrantKind.MANAGER)
    make.grant(home, charity, GrantKind.TRANSFER)
    return found


def read_by(practitioner) -> set[int]:
    """Return the looks that the database gives somebody, without a condition of the application."""
    with transaction.atomic(), wall.entered(practitioner.pk, at=timezone.now(), today=timezone.localdate()):
        return set(AccessEntry.objects.values_list("pk", flat=True))


def test_each_is_told_what_is_theirs_and_the_database_gives_no_more(home, actors):
    for who, actor in actors.items():
        told = told_of(actor, home)
        seen = {family.pk: set(looks_at(family, told_of(actor, family)).values_list("pk", flat=True))
                for family in Family.objects.visible_to(actor)}  # fmt: skip

        assert told == TOLD.get(who, Told.NOTHING), who
        assert can_see_looks(actor, home) == (told != Told.NOTHING)
        assert read_by(actor) == set().union(*seen.values()), who
        if told != Told.NOTHING:
            assert len(seen[home.pk]) == (4 if told == Told.ALL else 2), who
            assert may_see_looks_somewhere(actor)
        assert can_download_looks(actor) == (told == Told.ALL)


def test_a_sealed_family_tells_nobody_who_is_not_named(home, actors):
    officer = actors[Role.GOVERNANCE_OFFICER]
    Family.objects.filter(pk=home.pk).update(
        restriction="sealed", restriction_reason="Risk", restricted_at=make.LONG_AGO, review_on=make.REVIEW
    )

    assert not AccessEntry.objects.of_family(home.pk).filter(pk__in=read_by(officer)).exists()
    make.grant(home, officer, GrantKind.NAMED)
    assert AccessEntry.objects.of_family(home.pk).filter(pk__in=read_by(officer)).count() == 4


def test_a_system_administrator_is_told_nothing_whatever_else_they_are(home):
    both = make.practitioner(Role.SYSTEM_ADMINISTRATOR, Role.GOVERNANCE_OFFICER)

    assert told_of(both, home) == Told.NOTHING
    assert not may_see_looks_somewhere(both)
    assert not can_download_looks(both)
    assert read_by(both) == set()

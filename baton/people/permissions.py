"""Who may do what with people and families.

Each question about one family supposes that it is visible (`Family.objects.visible_to`): views load it through
`access` first. A relation to the family is a grant in force; what it lets somebody do follows from its kind.
"""

from dataclasses import dataclass

from django.utils import timezone

from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.partnership.rules.declaring import may_declare
from baton.partnership.rules.roles import Role
from baton.people.models import AccessGrant, BreakGlass, Family, FamilyMembership, Person, held
from baton.people.rules.break_glass import REVIEWS_USES, may_break
from baton.people.rules.conflict import REVIEWS_CONFLICTS
from baton.people.rules.facts import GrantKind
from baton.people.rules.restriction import MAY_RESTRICT, MAY_UNSEAL, Restriction, may_change
from baton.people.rules.scope import SEES_NOBODY

MEETS_FAMILIES = frozenset(
    {
        Role.PRACTITIONER,
        Role.TEAM_MANAGER,
        Role.HUB_SCREENER,
        Role.HUB_MANAGER,
        Role.COORDINATOR,
        Role.SOCIAL_CARE_LIAISON,
        Role.SAFEGUARDING_LEAD,
        Role.GOVERNANCE_OFFICER,
        Role.AUDITOR,
    }
)
OPENS_RECORDS = frozenset({Role.HUB_SCREENER, Role.HUB_MANAGER, Role.COORDINATOR, Role.SAFEGUARDING_LEAD})
CORRECTS_RECORDS = OPENS_RECORDS
CORRECTS_BY_GRANT = frozenset({GrantKind.LEAD_PRACTITIONER, GrantKind.TEAM_MEMBER, GrantKind.NAMED})


@dataclass(frozen=True)
class Relation:
    """How somebody stands to a family: the kinds of the grants they hold themselves, and which let them write."""

    kinds: frozenset[GrantKind] = frozenset()
    writing: frozenset[GrantKind] = frozenset()
    organisation_writes: bool = False


def relation_to(practitioner: Practitioner, family: Family) -> Relation:
    """Return the practitioner's relation to a family, by grants to them and to organisations they manage."""
    grants = AccessGrant.objects.in_force(timezone.now()).filter(family=family)
    own = held.grants_on(practitioner, family.pk)
    managed = practitioner.organisation_ids(Role.TEAM_MANAGER)
    return Relation(
        kinds=frozenset(grant.kind for grant in own),
        writing=frozenset(grant.kind for grant in own if not grant.read_only),
        organisation_writes=bool(managed)
        and grants.filter(organisation__in=managed, read_only=False)
        .exclude(kind=GrantKind.TRANSFER)
        .exists(),
    )


def can_search(practitioner: Practitioner) -> bool:
    """May search for people and families; what is found is what they may see anyway.

    - everybody who may be given a family, or whose role opens some
    - not system administrators, analysts, board members, directory editors or training leads
    """
    return practitioner.has_role(*MEETS_FAMILIES) and not practitioner.has_role(*SEES_NOBODY)


def can_create_family(practitioner: Practitioner) -> bool:
    """May open the record of a family that is not known yet.

    - hub screeners and hub managers, coordinators, safeguarding leads
    """
    return practitioner.has_role(*OPENS_RECORDS) and not practitioner.has_role(*SEES_NOBODY)


def can_edit_family(practitioner: Practitioner, family: Family) -> bool:
    """May correct people, addresses, relationships and involvements of a family they can see, and add to them.

    - hub screeners and hub managers, coordinators, safeguarding leads
    - the lead practitioner, the team around the family, whoever is named on a restricted record
    - managers of an organisation that was given the family to work with
    - never by a grant that is read only, nor by breaking the glass
    """
    if only_reads(practitioner, family):
        return False
    if practitioner.has_role(*CORRECTS_RECORDS):
        return True
    relation = relation_to(practitioner, family)
    return bool(relation.writing & CORRECTS_BY_GRANT) or relation.organisation_writes


def can_edit_person(practitioner: Practitioner, person: Person) -> bool:
    """May correct what is known of a person they can see.

    - whoever may edit a family to which the person belongs now
    """
    if practitioner.has_role(*CORRECTS_RECORDS):
        return True
    now = timezone.now()
    families = FamilyMembership.objects.current(timezone.localdate()).filter(person=person).values("family")
    grants = AccessGrant.objects.in_force(now).filter(family__in=families, read_only=False)
    own = grants.held_by(practitioner).filter(kind__in=CORRECTS_BY_GRANT)
    managed = grants.filter(organisation__in=practitioner.organisation_ids(Role.TEAM_MANAGER))
    visible = Family.objects.visible_to(practitioner).values("pk")
    found = own | managed.exclude(kind=GrantKind.TRANSFER)
    return found.filter(family__in=visible).exists()


def can_place_families(practitioner: Practitioner) -> bool:
    """May see the list of families without a locality, and give them one.

    - hub managers
    """
    return practitioner.has_role(Role.HUB_MANAGER) and not practitioner.has_role(*SEES_NOBODY)


def may_restrict_somewhere(practitioner: Practitioner) -> bool:
    """May open the pages on which records are restricted.

    - safeguarding leads, information governance officers, hub managers
    """
    return practitioner.has_role(*MAY_RESTRICT) and not practitioner.has_role(*SEES_NOBODY)


def can_restrict(practitioner: Practitioner, family: Family, then: Restriction) -> bool:
    """May change a family they can see from its restriction now to another.

    - open and restricted: safeguarding leads, information governance officers, hub managers
    - to and from sealed: safeguarding leads, information governance officers (from sealed: where named)
    - nobody by breaking the glass
    """
    if only_reads(practitioner, family):
        return False
    return may_change(practitioner.roles(), now=Restriction(family.restriction), then=then)


def can_review_restrictions(practitioner: Practitioner) -> bool:
    """May see which records are restricted and when each is looked at again, and look at those they can see.

    - safeguarding leads, information governance officers; a sealed record where they are named on it
    """
    return practitioner.has_role(*MAY_UNSEAL) and not practitioner.has_role(*SEES_NOBODY)


def can_name_people(practitioner: Practitioner, family: Family) -> bool:
    """May name practitioners on a record, end what names them, and bar somebody from it.

    - safeguarding leads, information governance officers; hub managers where it is not sealed
    - nobody by breaking the glass
    """
    if only_reads(practitioner, family):
        return False
    sealed = family.restriction == Restriction.SEALED
    return practitioner.has_role(*(MAY_UNSEAL if sealed else MAY_RESTRICT))


def can_declare(practitioner: Practitioner) -> bool:
    """May say whom they may not see.

    - everybody who may be shown a family
    - not system administrators, analysts, board members, directory editors or training leads
    """
    return may_declare(practitioner.roles())


def can_review_conflicts(practitioner: Practitioner) -> bool:
    """May see which records were closed to practitioners for a conflict of interest, and judge it; never their own.

    - safeguarding leads, information governance officers
    - team managers, of whoever works in their organisation, where they may see the person anyway
    """
    return practitioner.has_role(*REVIEWS_CONFLICTS, Role.TEAM_MANAGER) and not practitioner.has_role(
        *SEES_NOBODY
    )


def can_break_glass(practitioner: Practitioner) -> bool:
    """May open a restricted family that their work would cover, in an emergency and after a fresh sign-in.

    - whoever holds one of the roles that the partnership names for it
    """
    return may_break(practitioner.roles(), profiles.current().restricted_records.break_glass)


def can_review_break_glass(practitioner: Practitioner) -> bool:
    """May see who opened restricted records in an emergency, and judge it; never what they did themselves.

    - safeguarding leads, information governance officers
    """
    return practitioner.has_role(*REVIEWS_USES) and not practitioner.has_role(*SEES_NOBODY)


def can_end_break_glass(practitioner: Practitioner, use: BreakGlass) -> bool:
    """May close the record again before its time.

    - whoever opened it; safeguarding leads and information governance officers where they see the family
    """
    return use.practitioner_id == practitioner.pk or can_review_break_glass(practitioner)


def only_reads(practitioner: Practitioner, family: Family) -> bool:
    """Say whether somebody sees a family now because they broke the glass: then they read, and change nothing."""
    restricted = family.restriction == Restriction.RESTRICTED
    return restricted and BreakGlass.objects.open_to(practitioner, family).exists()

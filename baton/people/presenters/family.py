"""A family: its identity bar, its members, their relationships, who is involved; and somebody found by a search."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people.access import disclosures
from baton.people.models import (
    AccessGrant,
    ContactWay,
    Family,
    FamilyMembership,
    Involvement,
    Person,
    Relationship,
)
from baton.people.presenters.contact import dates_words
from baton.people.presenters.links import family_url, person_url
from baton.people.presenters.loaded import FamilyPeople, is_past
from baton.people.presenters.tree import RESPONSIBLE
from baton.people.rules.facts import SOURCE_LABELS, GrantKind, Source
from baton.people.rules.membership import MEMBER_LABELS, MemberRole, RelationshipKind, words_for
from baton.people.rules.restriction import Restriction
from baton.people.search import Match
from baton.ui.components import Identity, IdentityPerson


@dataclass(frozen=True)
class MemberLine:
    """Somebody's place in a family, now or before."""

    person: Person
    name: str
    url: str
    age: str
    role: str
    dates: str
    past: bool
    change_url: str


@dataclass(frozen=True)
class RelationshipLine:
    """What one person is to another, in a sentence."""

    words: str
    dates: str
    past: bool
    change_url: str


@dataclass(frozen=True)
class InvolvementLine:
    """Who is involved with a family or somebody in it."""

    who: str
    kind: str
    role: str
    contact: str
    about: str
    dates: str
    source: str
    past: bool
    change_url: str
    url: str


@dataclass(frozen=True)
class MatchLine:
    """Somebody found by a search: who, with which families, and why."""

    person: Person
    name: str
    url: str
    age: str
    families: tuple[tuple[str, str], ...]
    reasons: str
    join_url: str


def identity(family: Family, practitioner: Practitioner, people: FamilyPeople | None = None) -> Identity:
    """Return the identity bar of a page about a family: children, level of need, lead, alerts.

    Who led a case that is closed may go on reading, and is not the lead.
    Six queries; two fewer where the page has loaded the family's `people`.
    """
    people = people or FamilyPeople.of(family)
    children = [row.person for row in people.now().values() if row.role != MemberRole.ADULT]
    leads = AccessGrant.objects.in_force(timezone.now()).filter(
        family=family, kind=GrantKind.LEAD_PRACTITIONER, practitioner__isnull=False, read_only=False
    )
    level = family.level_readings.order_by("-on", "-pk").values_list("level", flat=True).first()
    return Identity(
        name=f"{family.name} family",
        url=family_url(family.pk),
        reference=family.reference,
        people=tuple(_identity_person(child) for child in sorted(children, key=_eldest_first)),
        level=_level_words(level),
        lead_practitioner=", ".join(
            leads.order_by("practitioner__name").values_list("practitioner__name", flat=True).distinct()
        ),
        alerts=tuple(_alerts(practitioner, people)),
        restricted=family.restriction != Restriction.OPEN,
    )


def _level_words(level: int | None) -> str:
    if level is None:
        return ""
    found = profiles.current().levels.get(str(level))
    return f"{level} {found.label}" if found else str(level)


def _identity_person(person: Person) -> IdentityPerson:
    return IdentityPerson(
        name=person.called,
        date_of_birth=person.date_of_birth,
        expected_on=person.expected_on,
        unborn=person.unborn,
    )


def _eldest_first(person: Person) -> tuple[bool, date, str]:
    return (
        person.date_of_birth is None,
        person.date_of_birth or person.expected_on or date.max,
        str(person.pk),
    )


def _alerts(practitioner: Practitioner, people: FamilyPeople) -> list[str]:
    """Return what nobody may overlook: whom not to tell, whom not to ring on what."""
    persons = {person.pk: person for person in people.people_now()}
    told = [f"{person.called} must not be told" for person in persons.values() if person.not_to_be_told]
    unsafe = list(
        ContactWay.objects.current(people.on)
        .filter(person__in=persons, safe_to_ring=False)
        .order_by("value", "pk")
    )
    disclosed = disclosures(practitioner, persons.values()) if unsafe else {}
    rung = [
        f"Do not ring {persons[way.person_id].called} on {way.value}"
        for way in unsafe
        if disclosed[way.person_id].shows(confidential=way.confidential)
    ]
    return told + rung


def memberships_of(people: FamilyPeople) -> list[MemberLine]:
    """Return everybody who belongs or belonged to a family, those of today first."""
    lines = [
        MemberLine(
            person=row.person,
            name=row.person.shown_name,
            url=person_url(row.person_id),
            age=row.person.age_words(people.on),
            role=MEMBER_LABELS[MemberRole(row.role)],
            dates=dates_words(row.from_on, row.to_on),
            past=is_past(row, people.on),
            change_url=reverse("family_membership_edit", args=[row.pk]),
        )
        for row in sorted(people.memberships, key=_eldest_of_role)
    ]
    return sorted(lines, key=lambda line: line.past)


def _eldest_of_role(row: FamilyMembership) -> tuple[bool, tuple[bool, date, str]]:
    return (row.role != MemberRole.ADULT, _eldest_first(row.person))


def relationships_in(people: FamilyPeople) -> list[RelationshipLine]:
    """Return what those who belong to a family are to each other, those of today first."""
    lines = [
        RelationshipLine(
            words=relationship_words(row),
            dates=dates_words(row.from_on, row.to_on),
            past=is_past(row, people.on),
            change_url=reverse("relationship_edit", args=[row.pk]),
        )
        for row in people.ties
    ]
    return sorted(lines, key=lambda line: line.past)


def relationship_words(row: Relationship) -> str:
    """Say a relationship: `Kelly is mother of Ava, with parental responsibility`."""
    kind = words_for(RelationshipKind(row.kind), forward=True)
    return (
        f"{row.person.full_name} is {kind} of {row.other.full_name}{RESPONSIBLE[row.parental_responsibility]}"
    )


def involvements_of(family: Family) -> list[InvolvementLine]:
    """Return who is and was involved with a family or somebody who belongs to it now, those of today first. One query."""
    today = timezone.localdate()
    members = FamilyMembership.objects.current(today).filter(family=family).values("person")
    rows = Involvement.objects.filter(Q(family=family) | Q(family=None, person__in=members))
    rows = rows.select_related("organisation", "practitioner", "person").order_by("-from_on", "pk")
    return sorted((_involvement(row) for row in rows), key=lambda line: line.past)


def _involvement(row: Involvement) -> InvolvementLine:
    organisation = row.organisation.name if row.organisation else row.organisation_words
    who = ", ".join(filter(None, [row.practitioner.name if row.practitioner else "", organisation]))
    phone = row.practitioner.phone if row.practitioner else ""
    return InvolvementLine(
        who=who or row.contact,
        kind=profiles.current().agency_types.label(row.kind),
        role=row.role_words,
        contact=", ".join(filter(None, [row.contact if who else "", phone])),
        about=row.person.full_name if row.person else "",
        dates=dates_words(row.from_on, row.to_on),
        source=SOURCE_LABELS[Source(row.source)],
        past=row.to_on is not None and row.to_on <= timezone.localdate(),
        change_url=reverse("involvement_edit", args=[row.pk]) if row.source == Source.PERSON else "",
        url=reverse(row.url_name, args=[row.ref]) if row.url_name else "",
    )


def present_match(match: Match, *, joining: Family | None) -> MatchLine:
    """Return somebody found by a search; `joining` is the family that they may be let into."""
    person = match.person
    join = reverse("member_join", args=[joining.pk, person.pk]) if joining else ""
    return MatchLine(
        person=person,
        name=person.shown_name,
        url=person_url(person.pk),
        age=person.age_words(timezone.localdate()),
        families=tuple((f"{each.name} ({each.reference})", family_url(each.pk)) for each in match.families),
        reasons=", ".join(match.reasons).capitalize(),
        join_url="" if joining and joining in match.families else join,
    )

"""An enquiry is linked to a family: people matched one by one, or written down for the first time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from baton import journal
from baton.core import versions
from baton.core.dates import local_day
from baton.core.wall import deed
from baton.frontdoor import events
from baton.frontdoor.actions import building
from baton.frontdoor.actions.check import answer_check
from baton.frontdoor.actions.common import locked, record
from baton.frontdoor.actions.decision import refuse_taken_up
from baton.frontdoor.actions.family import place_family
from baton.frontdoor.models import Enquiry, EnquiryPerson
from baton.frontdoor.rules.check import Answer, CheckKind
from baton.frontdoor.rules.enquiry import PersonRole
from baton.frontdoor.rules.said import is_mobile, known
from baton.partnership.models import Practitioner
from baton.people.actions import bulk as people
from baton.people.actions import conflict
from baton.people.actions.records import (
    NewAddress,
    NewContactWay,
    NewFamily,
    NewMembership,
    NewPerson,
    NewRelationship,
)
from baton.people.models import Family, FamilyMembership, Person, Relationship
from baton.people.rules.membership import MemberRole, RelationshipKind
from baton.people.rules.persons import ContactKind

Rows = Sequence[EnquiryPerson]


class MatchedTwice(Exception):
    """Two people of an enquiry were matched to one person."""

    def __init__(self) -> None:
        super().__init__(
            "Two people in this enquiry were matched to one person. Choose a different match for one."
        )


class NobodyChosen(Exception):
    """A new family would have nobody in it."""

    def __init__(self) -> None:
        super().__init__("Choose at least one person: match them, or write them down as new.")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Which family an enquiry is about, and what becomes of each person it names.

    `matches` and `new` hold ids of `EnquiryPerson`; who is in neither is left out. Without a `family` a new one is
    written down, called `family_name`.
    """

    family: Family | None = None
    family_name: str = ""
    matches: Mapping[UUID, Person] = field(default_factory=dict)
    new: Collection[UUID] = frozenset()


@deed
def link_family(
    *, enquiry: Enquiry, plan: Plan, by: Practitioner, at: datetime, expected_version: int
) -> Enquiry:
    """Link an enquiry to a family, old or new, and its people to people, old or new, all in one deed.

    A person decided each match; nobody is matched by machine. Linking again takes the earlier link back
    first. Raises `MatchedTwice`, `NobodyChosen`, `decision.TakenUp`, `core.versions.Stale`.
    Source: requirements R060; early-help.md, "Match".
    """
    enquiry = locked(enquiry)
    versions.bump(enquiry, expected_version)
    _refuse(plan)
    refuse_taken_up(enquiry)
    _unlink(enquiry, by, at)
    named = list(enquiry.people.order_by("position"))
    family = plan.family or _new_family(enquiry, plan, named, by, at)
    matched = dict(plan.matches) | _register(enquiry, [row for row in named if row.pk in plan.new], by, at)
    rows = [row for row in named if row.pk in matched]
    _match(rows, matched, by, at)
    enquiry.family, enquiry.linked_at = family, at
    enquiry.locality = enquiry.locality or family.locality
    enquiry.save(update_fields=["family", "linked_at", "locality"])
    place_family(enquiry, by=by, at=at)
    _answer_known(enquiry, plan, by, at)
    _join(family, rows, matched, by, at)
    _relate(family, rows, matched, by, at)
    conflict.follow_enquiry(enquiry_id=enquiry.pk, family=family, at=at)
    journal.record_many(building.linked_events(enquiry, rows, at=at, by=by))
    return enquiry


def _answer_known(enquiry: Enquiry, plan: Plan, by: Practitioner, at: datetime) -> None:
    """Answer the first question of the checklist by what the screener has just decided, unless it is answered."""
    if enquiry.checks.filter(kind=CheckKind.KNOWN).exists():
        return
    found = plan.family is not None or bool(plan.matches)
    answer = Answer.FOUND if found else Answer.NONE_FOUND
    note = KNOWN_NOTE if found else ""
    answer_check(enquiry=enquiry, kind=CheckKind.KNOWN, answer=answer, note=note, by=by, at=at)


KNOWN_NOTE = "Linked to a family already on record"


def _refuse(plan: Plan) -> None:
    people_matched = [person.pk for person in plan.matches.values()]
    if len(set(people_matched)) < len(people_matched):
        raise MatchedTwice
    if plan.family is None and not plan.matches and not plan.new:
        raise NobodyChosen


def _unlink(enquiry: Enquiry, by: Practitioner, at: datetime) -> None:
    if enquiry.family_id is None:
        return
    record(events.UNLINKED, enquiry, at=at, by=by)
    for row in enquiry.people.exclude(person=None):
        row.person = row.matched_at = row.matched_by = None
        row.save(update_fields=["person", "matched_at", "matched_by"])
    enquiry.family = enquiry.linked_at = None


def _new_family(enquiry: Enquiry, plan: Plan, named: Rows, by: Practitioner, at: datetime) -> Family:
    name = plan.family_name or suggested_name(named)
    new = NewFamily(name=name, locality_id=enquiry.locality_id)
    (family,) = people.create_families([new], by=by, at=at)
    return family


def suggested_name(named: Rows) -> str:
    """Return what to call a new family: the first child's family name, else anybody's, else that it is not known."""
    children_first = sorted(named, key=lambda row: row.role == PersonRole.ADULT)
    return next((row.family_name for row in children_first if row.family_name), "Name not known")


def _register(enquiry: Enquiry, rows: Rows, by: Practitioner, at: datetime) -> dict[UUID, Person]:
    new = [_new_person(enquiry, row, local_day(at)) for row in rows]
    registered = people.register(new, by=by, at=at)
    return {row.pk: person for row, person in zip(rows, registered, strict=True)}


def _new_person(enquiry: Enquiry, row: EnquiryPerson, today: date) -> NewPerson:
    is_unborn = row.role == PersonRole.UNBORN
    return NewPerson(
        given_names=row.given_names,
        family_name=row.family_name,
        name_known=bool(row.given_names or row.family_name),
        date_of_birth=row.date_of_birth,
        expected_on=row.expected_on if is_unborn else None,
        unborn=is_unborn,
        school_name=known(row.school),
        addresses=_addresses(enquiry, row, today),
        contact_ways=_contact_ways(enquiry, row),
    )


def _addresses(enquiry: Enquiry, row: EnquiryPerson, today: date) -> tuple[NewAddress, ...]:
    source = row if row.address or row.postcode else enquiry
    lines, postcode = known(source.address), source.postcode
    if not lines and not postcode:
        return ()
    return (NewAddress(lines=lines, postcode=postcode, confidential=enquiry.address_confidential),)


def _contact_ways(enquiry: Enquiry, row: EnquiryPerson) -> tuple[NewContactWay, ...]:
    if not row.phone:
        return ()
    own = enquiry.by_family and row.phone == enquiry.enquirer_phone
    return (
        NewContactWay(
            kind=ContactKind.MOBILE if is_mobile(row.phone) else ContactKind.PHONE,
            value=row.phone,
            safe_to_ring=enquiry.safe_to_ring if own else None,
            safe_to_text=enquiry.safe_to_text if own else None,
            safe_to_leave_message=enquiry.safe_to_leave_message if own else None,
            note=enquiry.contact_note[:250] if own else "",
        ),
    )


def _match(rows: Rows, matched: Mapping[UUID, Person], by: Practitioner, at: datetime) -> None:
    for row in rows:
        row.person, row.matched_at, row.matched_by = matched[row.pk], at, by
        row.save(update_fields=["person", "matched_at", "matched_by"])


def _join(
    family: Family,
    rows: Rows,
    matched: Mapping[UUID, Person],
    by: Practitioner,
    at: datetime,
) -> None:
    members = set(
        FamilyMembership.objects.filter(family=family, to_on=None).values_list("person_id", flat=True)
    )
    new = [
        NewMembership(
            family_id=family.pk,
            person_id=matched[row.pk].pk,
            role=_member_role(row, matched[row.pk]),
            from_on=local_day(at),
        )
        for row in rows
        if row.person_id not in members
    ]
    people.add_members(new, by=by, at=at)


def _member_role(row: EnquiryPerson, person: Person) -> MemberRole:
    """Return somebody's place in the family: unborn only while their own record says so."""
    if person.unborn:
        return MemberRole.UNBORN
    return MemberRole.CHILD if row.role == PersonRole.UNBORN else MemberRole(row.role)


def _relate(
    family: Family,
    rows: Rows,
    matched: Mapping[UUID, Person],
    by: Practitioner,
    at: datetime,
) -> None:
    adults = [
        row for row in rows if row.role == PersonRole.ADULT and row.relationship in set(RelationshipKind)
    ]
    children = [row for row in rows if row.role != PersonRole.ADULT]
    known_already = set(
        Relationship.objects.filter(person__in=[row.person_id for row in adults], to_on=None).values_list(
            "person_id", "other_id"
        )
    )
    new = [
        NewRelationship(
            person_id=matched[adult.pk].pk,
            other_id=matched[child.pk].pk,
            kind=RelationshipKind(adult.relationship),
            family_id=family.pk,
        )
        for adult in adults
        for child in children
        if (adult.person_id, child.person_id) not in known_already
    ]
    people.relate(new, by=by, at=at)

"""A record is likely about somebody whom a practitioner may not see: it closes to them, and somebody judges it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from baton import journal
from baton.core import dates, jobs, versions
from baton.core.wall import deed
from baton.journal import NewEvent
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.actions import bar as bars
from baton.people.models import (
    AccessBar,
    Conflict,
    DeclaredPerson,
    Family,
    FamilyMembership,
    Relationship,
)
from baton.people.models.access import is_last_keeper
from baton.people.rules.conflict import Ground, Tie, Verdict, bar_reason, marks_of
from baton.people.rules.keys import Findable

TELL = "people.tell_of_conflict"
GIVEN_BACK = ("frontdoor.give_back_screened", "casework.give_back_led")
"""The tasks by which what somebody has in hand about a family closed to them goes to others."""

Found = list[tuple[UUID, DeclaredPerson, Ground]]
"""Who is likely to be whom, and why: the id of a person or an enquiry, whom a practitioner declared, the ground."""


class OwnConflict(Exception):
    """Nobody judges what keeps them out themselves."""

    def __init__(self) -> None:
        super().__init__("This is about you. Somebody else must judge it")


class NoReason(Exception):
    """What is judged is judged for a reason."""

    def __init__(self) -> None:
        super().__init__("Write what you asked, or what you know")


@deed
def close_found(*, people: Mapping[UUID, Findable], at: datetime | None = None) -> list[Conflict]:
    """Close these people's records to whoever may not see them; return what was found anew.

    Asked whenever somebody is added or what they are found by changes. One query where nobody is found.
    """
    found = _recognised({person: marks_of(found_by) for person, found_by in people.items()})
    if not found:
        return []
    found += _relatives(found)
    before = Conflict.objects.filter(person__in=[person for person, _, _ in found])
    new = _new(found, set(before.values_list("practitioner", "person")), "person_id", at or dates.now())
    close_joined(people=[person for person, _, _ in found], at=at)
    return new


@deed
def close_joined(*, people: Collection[UUID], at: datetime | None = None) -> int:
    """Bar whoever may not see one of these people from every family to which the person belongs, or belonged.

    Returns how many bars were set. A sealed record keeps its last keeper: the conflict says so until another is named.
    """
    rows = Conflict.objects.closing().filter(person__in=people).select_related("declared", "practitioner")
    conflicts = list(rows.order_by("pk"))
    if not conflicts:
        return 0
    families: dict[UUID, list[Family]] = {}
    memberships = FamilyMembership.objects.filter(person__in=[row.person_id for row in conflicts])
    for membership in memberships.select_related("family").order_by("pk"):
        families.setdefault(membership.person_id, []).append(membership.family)
    pairs = (
        (row, family) for row in conflicts if row.person_id for family in families.get(row.person_id, [])
    )
    return sum(_bar(row, family, at or dates.now()) for row, family in pairs)


@deed
def close_enquiry(*, enquiry_id: UUID, people: Iterable[Findable], at: datetime) -> list[Conflict]:
    """Close an enquiry to whoever may not see somebody it names; return what was found anew."""
    found = _recognised({enquiry_id: {value: why for one in people for value, why in marks_of(one).items()}})
    before = Conflict.objects.filter(enquiry_id=enquiry_id)
    new = _new(found, set(before.values_list("practitioner", "enquiry_id")), "enquiry_id", at)
    for row in new:
        jobs.enqueue(GIVEN_BACK[0], practitioner_id=row.practitioner_id, enquiry_id=enquiry_id)
    return new


@deed
def follow_enquiry(*, enquiry_id: UUID, family: Family, at: datetime) -> None:
    """Close the family to which an enquiry is linked now to whoever may not see the enquiry."""
    rows = Conflict.objects.closing().filter(enquiry_id=enquiry_id).select_related("declared", "practitioner")
    for row in rows.select_for_update(of=("self",)):
        row.family = family
        row.save(update_fields=["family"])
        _bar(row, family, at)


@deed
def review(
    *, conflict: Conflict, verdict: Verdict, note: str, expected_version: int, by: Practitioner, at: datetime
) -> Conflict:
    """Say whether a record stays closed to a practitioner, and why; what was judged may be judged anew.

    Raises `Stale`, `OwnConflict`, `NoReason`. Source: architecture rule 6.
    """
    versions.bump(conflict, expected_version)
    row = Conflict.objects.select_related("declared", "practitioner", "family").get(pk=conflict.pk)
    if row.practitioner_id == by.pk:
        raise OwnConflict
    if not note.strip():
        raise NoReason
    row.verdict, row.note, row.decided_by, row.decided_at = verdict, note.strip(), by, at
    row.save(update_fields=["verdict", "note", "decided_by", "decided_at"])
    journal.record(
        events.CONFLICT_JUDGED,
        at=at,
        by=by,
        person=row.person_id,
        subject=row,
        data={"practitioner": row.practitioner_id, "verdict": verdict},
    )
    if verdict == Verdict.LIFTED:
        for one in AccessBar.objects.filter(conflict=row, to_at=None).order_by("pk"):
            lift_bar(bar=one, by=by, at=at)
    elif row.person_id:
        close_joined(people=[row.person_id], at=at)
    elif row.family:
        _bar(row, row.family, at)
    return row


@deed
def lift_bar(*, bar: AccessBar, by: Practitioner, at: datetime) -> AccessBar:
    """Lift a bar; while another conflict stands the record closes again at once, as it must (architecture rule 6)."""
    row = bars.lift(bar=bar, by=by, at=at)
    _close_again(row, at)
    return row


def _recognised(marks: Mapping[UUID, Mapping[int, Ground]]) -> Found:
    """Return who of these, given with their marks, is likely to be somebody declared, and the surest ground."""
    asked = sorted({value for each in marks.values() for value in each})
    if not asked:
        return []
    rows = DeclaredPerson.objects.filter(marks__overlap=asked, to_at=None, practitioner__is_active=True)
    declared = list(rows.select_related("practitioner").order_by("from_account", "from_at", "pk"))
    found = []
    for whom, each in marks.items():
        for row in declared:
            if grounds := [ground for value, ground in each.items() if value in row.marks]:
                found.append((whom, row, min(grounds, key=list(Ground).index)))
    return found


def _relatives(found: Found) -> Found:
    """Return those recorded as related to whoever was found to be a practitioner themselves."""
    own = {person: row for person, row, _ in found if row.tie == Tie.OWN}
    if not own:
        return []
    ids = list(own)
    pairs = Relationship.objects.filter(Q(person__in=ids) | Q(other__in=ids)).values_list("person", "other")
    both = [ends for pair in pairs.order_by("pk") for ends in (pair, pair[::-1])]
    return [(other, own[person], Ground.RELATED) for person, other in both if person in own]


def _new(found: Found, known: set[tuple[Any, Any]], about: str, at: datetime) -> list[Conflict]:
    """Write down what was found and is not known, and let whoever judges it be told."""
    rows: dict[tuple[UUID, UUID], Conflict] = {}
    for whom, declared, ground in found:
        pair = (declared.practitioner_id, whom)
        if pair not in known and pair not in rows:
            rows[pair] = Conflict(
                practitioner_id=pair[0], declared=declared, ground=ground, found_at=at, **{about: whom}
            )
    new = Conflict.objects.bulk_create(rows.values())
    journal.record_many(_found_event(row) for row in new)
    for row in new:
        jobs.enqueue(TELL, conflict_id=row.pk)
    return new


def _found_event(row: Conflict) -> NewEvent:
    return NewEvent(
        kind=events.CONFLICT_FOUND,
        at=row.found_at,
        by=None,
        person=row.person_id,
        subject=row,
        data={"practitioner": row.practitioner_id, "ground": row.ground},
    )


def _bar(row: Conflict, family: Family, at: datetime) -> bool:
    """Bar the practitioner of a conflict from a family, unless they are; what they have in hand goes to others."""
    open_bars = AccessBar.objects.filter(family=family, practitioner=row.practitioner, to_at=None)
    if open_bars.exists() or is_last_keeper(family, row.practitioner_id, at):
        return False
    reason = bar_reason(Tie(row.declared.tie))
    bars.bar(family=family, practitioner=row.practitioner, reason=reason, conflict=row, by=None, at=at)
    for name in GIVEN_BACK:
        jobs.enqueue(name, practitioner_id=row.practitioner_id, family_id=family.pk)
    return True


def _close_again(bar: AccessBar, at: datetime) -> None:
    """Bar the practitioner of a lifted bar anew where a conflict about a member, or a linked enquiry, keeps it closed."""
    members = FamilyMembership.objects.filter(family=bar.family_id).values("person")
    rows = Conflict.objects.closing().filter(practitioner=bar.practitioner_id)
    rows = rows.filter(Q(person__in=members) | Q(family=bar.family_id))
    if row := rows.select_related("declared", "practitioner").order_by("found_at", "pk").first():
        _bar(row, bar.family, at)

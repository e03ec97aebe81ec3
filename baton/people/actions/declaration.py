"""A practitioner says whom they may not see; and what their account says of themselves is held beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from baton import journal
from baton.core import jobs
from baton.core.wall import deed
from baton.partnership.actions import practitioner as practitioners
from baton.partnership.models import Practitioner
from baton.people import events
from baton.people.models import DeclaredPerson
from baton.people.models.conflict import declared_by
from baton.people.rules.conflict import Tie, marks_of
from baton.people.rules.keys import Findable, Name
from baton.people.rules.persons import tidy_postcode

LOOK = "people.look_for_conflicts"
"""The task that looks for the records of whoever was named: after the page has gone, so that its time tells nothing."""


@dataclass(frozen=True)
class NewDeclaredPerson:
    """Somebody whom a practitioner may not see: what they are to them, and by what they are recognised."""

    tie: Tie
    given_names: str
    family_name: str
    date_of_birth: date | None = None
    postcode: str = ""


@deed
def declare(*, people: Sequence[NewDeclaredPerson], by: Practitioner, at: datetime) -> list[DeclaredPerson]:
    """Keep whom a practitioner may not see from now on: all of them, or nobody.

    Whoever is no longer named leaves the list; a record that was closed because of them stays closed until somebody
    judges it. Source: architecture rule 6; the profile's `conflicts_of_interest`.
    """
    practitioners.declared(practitioner=by, at=at)
    before = {_as_named(row): row for row in declared_by(by, at).select_for_update(of=("self",))}
    named = list(dict.fromkeys(map(_tidy, people)))
    for said, row in before.items():
        if said not in named:
            row.to_at = at
            row.save(update_fields=["to_at"])
    new = [_row(by, said, at) for said in named if said not in before]
    DeclaredPerson.objects.bulk_create(new)
    jobs.enqueue(LOOK, practitioner_id=by.pk)
    return list(declared_by(by, at))


@deed
def hold_accounts(*, practitioners: Iterable[Practitioner], at: datetime) -> int:
    """Hold what the accounts of practitioners say of themselves: name, work telephone and e-mail address, so that their
    own record is found although they named nobody. Returns how many were new or had changed.
    """
    wanted = {row.pk: _of_account(row, at) for row in practitioners}
    held = DeclaredPerson.objects.filter(practitioner__in=wanted, from_account=True, to_at=None)
    same: set[UUID] = set()
    for row in held.select_for_update(of=("self",)):
        if set(row.marks) == set(wanted[row.practitioner_id].marks):
            same.add(row.practitioner_id)
        else:
            row.to_at = max(at, row.from_at)
            row.save(update_fields=["to_at"])
    new = [row for pk, row in wanted.items() if pk not in same and row.marks]
    DeclaredPerson.objects.bulk_create(new)
    journal.record_many(
        journal.NewEvent(kind=events.ACCOUNT_HELD, at=at, by=None, subject=row) for row in new
    )
    return len(new)


def findable(row: DeclaredPerson) -> Findable:
    """Return by what a declared person can be found among the people on record."""
    account = row.practitioner if row.from_account else None
    return Findable(
        names=(Name(row.given_names, row.family_name),),
        born=row.date_of_birth,
        postcodes=(row.postcode,) if row.postcode else (),
        phones=(account.phone,) if account else (),
        emails=(account.email,) if account else (),
    )


def _as_named(row: DeclaredPerson) -> NewDeclaredPerson:
    return NewDeclaredPerson(Tie(row.tie), row.given_names, row.family_name, row.date_of_birth, row.postcode)


def _tidy(said: NewDeclaredPerson) -> NewDeclaredPerson:
    return NewDeclaredPerson(
        said.tie,
        " ".join(said.given_names.split()),
        " ".join(said.family_name.split()),
        said.date_of_birth,
        tidy_postcode(said.postcode),
    )


def _row(by: Practitioner, said: NewDeclaredPerson, at: datetime) -> DeclaredPerson:
    row = DeclaredPerson(practitioner=by, from_at=at, **vars(said))
    row.marks = sorted(marks_of(findable(row)))
    return row


def _of_account(practitioner: Practitioner, at: datetime) -> DeclaredPerson:
    given, _, family = practitioner.name.strip().partition(" ")
    row = DeclaredPerson(
        practitioner=practitioner,
        tie=Tie.OWN,
        given_names=given,
        family_name=family.strip(),
        from_account=True,
        from_at=at,
    )
    row.marks = sorted(marks_of(findable(row)))
    return row

"""Who looked at a family, in words: by day on the page, one by one for a spreadsheet."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from baton.journal.models import AccessEntry
from baton.oversight.rules.look import IN_PASSING, OUTCOME_LABELS, part, shown_as
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.profile import Profile
from baton.people.models import AccessBar, Family
from baton.people.rules.facts import BAR_LABELS, BarReason
from baton.ui.moments import clock

HEAD = ("When", "Who", "Organisation", "Roles", "What", "Outcome", "Reason", "Request")
BY_LINK = "Somebody with a link or without an account"


@dataclass(frozen=True)
class Names:
    """The names of whoever is among some looks, by id."""

    practitioners: Mapping[UUID, str]
    organisations: Mapping[UUID, str]
    profile: Profile

    @classmethod
    def of(
        cls, practitioners: Collection[UUID | None], organisations: Collection[UUID | None], profile: Profile
    ) -> "Names":
        """Load the names. Two queries."""
        return cls(
            dict(Practitioner.objects.filter(pk__in=set(practitioners)).values_list("pk", "name")),
            dict(Organisation.objects.filter(pk__in=set(organisations)).values_list("pk", "name")),
            profile,
        )

    def who(self, practitioner: UUID | None) -> str:
        """Return who looked."""
        return self.practitioners.get(practitioner, "Not known") if practitioner else BY_LINK

    def where(self, organisation: UUID | None) -> str:
        """Return for which organisation."""
        return self.organisations.get(organisation, "") if organisation else ""

    def roles(self, codes: str) -> str:
        """Return in which roles, as they were then."""
        return ", ".join(self.profile.roles.label(code) for code in codes.split(",") if code)


@dataclass(frozen=True)
class DayLine:
    """What one practitioner was shown of a family on one day."""

    day: date
    who: str
    organisation: str
    roles: str
    when: str
    times: str
    parts: tuple[str, ...]
    in_passing: bool
    outcome: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ClosedTo:
    """Somebody to whom a family is closed whatever their role: it is their own, or that of somebody close."""

    who: str
    why: str
    since: datetime


class DayLines:
    """Turns the rows of `models.look.by_day` into lines, with the names of all of them loaded at once."""

    def __init__(self, rows: Collection[Mapping[str, Any]], profile: Profile) -> None:
        people, places = {row["practitioner_id"] for row in rows}, {row["organisation_id"] for row in rows}
        self.names = Names.of(people, places, profile)

    def __call__(self, row: Mapping[str, Any]) -> DayLine:
        """Return the line of one row."""
        first, last = (clock(timezone.localtime(row[at])) for at in ("first", "last"))
        return DayLine(
            day=row["day"],
            who=self.names.who(row["practitioner_id"]),
            organisation=self.names.where(row["organisation_id"]),
            roles=self.names.roles(row["role"]),
            when=first if first == last else f"{first} to {last}",
            times="" if row["times"] == 1 else f"{row['times']:,} times",
            parts=tuple(part(name) for name in row["shown"]),
            in_passing=set(row["hows"]) <= set(IN_PASSING),
            outcome=OUTCOME_LABELS[row["outcome"]],
            reasons=tuple(row["reasons"]),
        )


def closed_to(family: Family) -> list[ClosedTo]:
    """Return to whom a family is closed now whatever their role, the longest first. One query."""
    bars = AccessBar.objects.in_force(timezone.now()).filter(family=family).select_related("practitioner")
    return [
        ClosedTo(bar.practitioner.name, BAR_LABELS[BarReason(bar.reason)], bar.from_at)
        for bar in bars.order_by("from_at", "pk")
    ]


def lines(looks: Iterable[AccessEntry], profile: Profile) -> Iterator[list[str]]:
    """Return a line of a spreadsheet for each look."""
    found = list(looks)
    names = Names.of(
        {look.practitioner_id for look in found}, {look.organisation_id for look in found}, profile
    )
    for look in found:
        yield [
            f"{timezone.localtime(look.at):%Y-%m-%d %H:%M:%S}",
            names.who(look.practitioner_id),
            names.where(look.organisation_id),
            names.roles(look.role),
            shown_as(look.url_name, look.what),
            OUTCOME_LABELS[look.outcome] or "Shown",
            look.reason,
            str(look.request_id),
        ]

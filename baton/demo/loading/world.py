"""What the loading knows of the rows it has written, by the names the story uses."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from baton.casework.models import Case, TeamMember
from baton.demo.rules.cases import CaseStory
from baton.demo.rules.chance import at
from baton.demo.rules.partners import DOMAIN
from baton.demo.rules.story import Story
from baton.demo.rules.teams import Mate
from baton.frontdoor.models import Decision, Enquiry
from baton.partnership.models import Locality, Organisation, Practitioner, ProfileVersion
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.roles import Role
from baton.people.models import Agreement, Family, Person

Item = TypeVar("Item")


@dataclass
class World:
    """The story and the rows that stand for it."""

    story: Story
    profile: Profile
    version: ProfileVersion
    localities: dict[str, Locality] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    practitioners: dict[str, Practitioner] = field(default_factory=dict)
    managers: dict[str, Practitioner] = field(default_factory=dict)
    families: dict[UUID, Family] = field(default_factory=dict)
    people: dict[UUID, Person] = field(default_factory=dict)
    cases: dict[UUID, Case] = field(default_factory=dict)
    enquiries: dict[int, Enquiry] = field(default_factory=dict)
    """By the identity of their story."""
    decisions: dict[object, Decision] = field(default_factory=dict)
    """By the enquiry's id."""
    answers: dict[tuple[UUID, str], Agreement] = field(default_factory=dict)
    """What the first parent said, by the case's id and the agency to share with; "" is the help itself."""
    teams: dict[UUID, list[tuple[Mate, TeamMember]]] = field(default_factory=lambda: defaultdict(list))
    """By the case's id."""

    def sign_in(self, name: str) -> Practitioner:
        """Return somebody by the first half of a printed address."""
        return self.practitioners[f"{name}@{DOMAIN}"]

    def who(self, email: str) -> Practitioner | None:
        """Return somebody by address, or nobody."""
        return self.practitioners.get(email)

    def manager_of(self, organisation: str) -> Practitioner:
        """Return who authorises for an organisation: its manager, else the coordinators' first."""
        return self.managers.get(organisation) or self.sign_in("coordinator")

    def helped(self) -> list[CaseStory]:
        """Return the coordinated cases, which have agreements, plans and teams."""
        return [case for case in self.story.cases if case.support == "full"]

    @property
    def family_support(self) -> Organisation:
        """The first organisation that supports families for the council."""
        code = next(one.code for one in self.story.partners if one.agency_type == "council_family_support")
        return self.organisations[code]

    def late_on(self, day: date) -> datetime:
        """Return the end of a working day, or now where that is still to come."""
        return min(at(day, 17, 30), self.story.now)


def is_manager(roles: Iterable[Role]) -> bool:
    """Say whether somebody with these roles manages a team."""
    return Role.TEAM_MANAGER in roles


def by_week(items: Iterable[Item], day: Callable[[Any], date]) -> list[tuple[date, list[Item]]]:
    """Return the items week by week, with the last day of each: few large writes instead of many small ones.

    Days of the rows are their own; only the moment at which the journal says that they were written is the week's.
    """
    found: dict[date, list[Item]] = defaultdict(list)
    for item in items:
        found[day(item) - timedelta(day(item).weekday())].append(item)
    return [(max(day(one) for one in several), several) for _, several in sorted(found.items())]


def long_ago(today: date, days: int) -> datetime:
    """Return a morning so many days before today."""
    return at(today - timedelta(days), 9)

"""How a partnership keeps its restricted and sealed records: when they are looked at again, who may break the glass."""

from dataclasses import dataclass, field
from typing import Annotated

from baton.partnership.rules.profile_item import Item, Number
from baton.partnership.rules.profile_listing import Listing
from baton.partnership.rules.profile_reading import Check
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES, Role

GlassRoles = Annotated[
    tuple[Role, ...],
    Check(
        lambda roles: set(roles) <= WORKS_WITH_FAMILIES,
        "names a role that does not work with families: take it out",
    ),
]
Minutes = Annotated[Number, Check(lambda number: number <= 1440, "is more than a day: write at most 1440")]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakGlass:
    """Who may open a restricted record in an emergency, for how many minutes, and the reasons they may give.

    Without a role or a reason nobody can. Source: research ux-security, part 4 (1 hour to 14 days; an hour is ours).
    """

    roles: GlassRoles = ()
    minutes: Minutes = 60
    reasons: Listing[Item] = field(default_factory=Listing)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictedRecords:
    """After how many months a restricted and a sealed record is looked at again, and how the glass is broken."""

    review_months: Number = 3
    sealed_review_months: Number = 3
    break_glass: BreakGlass = field(default_factory=BreakGlass)

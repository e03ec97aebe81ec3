"""Which families somebody's roles and relations open, as values that the database then turns into rows.

The table is that of the architecture, rule 6:

* information governance officer, safeguarding lead: every family but the sealed ones;
* hub screener, hub manager, auditor: every open family;
* coordinator: open families of their localities;
* team manager, social-care liaison: open families that their organisation was granted;
* whoever was granted a family and has a role with which one works with families: that family, restricted too;
* whoever is named on a family: that family, sealed too;
* whoever has broken the glass: that family while it lasts, restricted too, as far as the lines above cover it;
* a system administrator: none, whatever else they are;
* everybody else (analyst, directory editor, training lead, board member): none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from baton.partnership.rules.roles import WORKS_WITH_FAMILIES, Role
from baton.people.rules.facts import GrantKind

SEES_RESTRICTED = frozenset({Role.GOVERNANCE_OFFICER, Role.SAFEGUARDING_LEAD})
SEES_OPEN = SEES_RESTRICTED | {Role.HUB_SCREENER, Role.HUB_MANAGER, Role.AUDITOR}
SEES_ORGANISATION = frozenset({Role.TEAM_MANAGER, Role.SOCIAL_CARE_LIAISON})
COVERS_OPEN_ALONE = (SEES_OPEN | SEES_ORGANISATION | {Role.COORDINATOR}) - SEES_RESTRICTED
"""Whose role covers families, but not those that are restricted."""
SEES_NOBODY = frozenset({Role.SYSTEM_ADMINISTRATOR})
OPENS_GRANTS = WORKS_WITH_FAMILIES | {Role.GOVERNANCE_OFFICER, Role.AUDITOR}
"""Who may open a family that was granted to them for their work. Who became an analyst or a board member keeps none."""


@dataclass(frozen=True)
class Scope:
    """What somebody may see: nothing, or the union of the parts."""

    practitioner: UUID | None = None
    every_open: bool = False
    every_restricted: bool = False
    localities: frozenset[UUID] = frozenset()
    organisations: frozenset[UUID] = frozenset()
    kinds: frozenset[GrantKind] = frozenset()

    @property
    def is_nothing(self) -> bool:
        """True where no family can be seen at all."""
        return self.practitioner is None

    @property
    def is_wide(self) -> bool:
        """True where roles open families by the hundred, whoever works with them."""
        return self.every_open or bool(self.localities)


NOTHING = Scope()


def scope_of(
    *, practitioner: UUID, roles: Iterable[Role], localities: Iterable[UUID], organisations: Iterable[UUID]
) -> Scope:
    """Return the scope of a practitioner with these roles now.

    `localities` are those they coordinate; `organisations` those they manage or answer to social care for.
    """
    held = frozenset(roles)
    if held & SEES_NOBODY:
        return NOTHING
    return Scope(
        practitioner=practitioner,
        every_open=bool(held & SEES_OPEN),
        every_restricted=bool(held & SEES_RESTRICTED),
        localities=frozenset(localities) if Role.COORDINATOR in held else frozenset(),
        organisations=frozenset(organisations) if held & SEES_ORGANISATION else frozenset(),
        kinds=_kinds(held),
    )


def _kinds(held: frozenset[Role]) -> frozenset[GrantKind]:
    """Return which of their own grants count; a coordinator's only while they are one."""
    if not held & OPENS_GRANTS:
        return frozenset({GrantKind.NAMED})
    return frozenset(GrantKind) - (frozenset() if Role.COORDINATOR in held else {GrantKind.COORDINATOR})

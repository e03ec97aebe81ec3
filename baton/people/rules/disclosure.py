"""Whose addresses and contact ways a page may show, to whom.

Ordinary ones show to whoever may open a family to which the person belongs now. Confidential ones show to
named roles alone: the hub manager, the safeguarding lead, the information governance officer, and those who
work with the family (its lead practitioner, its team, whoever is named on a restricted record). Source:
architecture rule 6; the list of roles is ours.

A child may belong to two families, and one of them may be in hiding from the other. So whoever cannot open
*every* restricted or sealed family to which somebody belongs now, or is barred from one, sees none of their
addresses and contact ways, confidential or not, nor the school or setting where they can be met.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from baton.partnership.rules.roles import Role

SEES_CONFIDENTIAL = frozenset({Role.HUB_MANAGER, Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER})


@dataclass(frozen=True)
class Standing:
    """How somebody stands to one family to which a person belongs now.

    It is closed off where it is restricted or sealed, or where they are barred from it.
    """

    visible: bool
    closed_off: bool
    works_with: bool


@dataclass(frozen=True)
class Disclosure:
    """What may be shown of a person's addresses and contact ways."""

    ordinary: bool
    confidential: bool

    def shows(self, *, confidential: bool) -> bool:
        """Say whether an address or contact way may be shown, confidential or not."""
        return self.confidential if confidential else self.ordinary


NOTHING_SHOWN = Disclosure(ordinary=False, confidential=False)


def disclose(families: Iterable[Standing], *, roles: Iterable[Role]) -> Disclosure:
    """Say what may be shown of a person who belongs now to these families, and whom the page already shows
    by name.

    Somebody who belongs to no family now is shown to whoever may see them at all: they moved to nowhere we
    know of.
    """
    standings = list(families)
    if any(standing.closed_off and not standing.visible for standing in standings):
        return NOTHING_SHOWN
    if standings and not any(standing.visible for standing in standings):
        return NOTHING_SHOWN
    named = any(standing.works_with and standing.visible for standing in standings)
    return Disclosure(ordinary=True, confidential=named or bool(SEES_CONFIDENTIAL & frozenset(roles)))

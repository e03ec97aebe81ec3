"""One actor for every role and relation, and which families each of them sees: the architecture's rule 6 as a
table.
"""

from dataclasses import dataclass
from typing import Final

from baton.partnership.matrix import (
    ANONYMOUS,
    AUTHORISER,
    CLOSED,
    LEAD_PRACTITIONER,
    OTHER_ORGANISATION,
    OWN,
    OWN_ORGANISATION,
    RESTRICTED,
    TEAM_MEMBER,
)
from baton.partnership.models import Locality, Organisation, Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories

HERE: Final = frozenset({OWN, OWN_ORGANISATION, CLOSED})
OPEN: Final = HERE | {OTHER_ORGANISATION}

SEES: Final[dict[str, frozenset[str]]] = {
    LEAD_PRACTITIONER: frozenset({OWN, CLOSED}),
    TEAM_MEMBER: frozenset({OWN}),
    AUTHORISER: HERE,
    Role.PRACTITIONER: frozenset(),
    Role.TEAM_MANAGER: HERE,
    Role.HUB_SCREENER: OPEN,
    Role.HUB_MANAGER: OPEN,
    Role.COORDINATOR: HERE,
    Role.SOCIAL_CARE_LIAISON: frozenset(),
    Role.SAFEGUARDING_LEAD: OPEN | {RESTRICTED},
    Role.ANALYST: frozenset(),
    Role.AUDITOR: OPEN,
    Role.DIRECTORY_EDITOR: frozenset(),
    Role.TRAINING_LEAD: frozenset(),
    Role.GOVERNANCE_OFFICER: OPEN | {RESTRICTED},
    Role.BOARD_MEMBER: frozenset(),
    Role.SYSTEM_ADMINISTRATOR: frozenset(),
    ANONYMOUS: frozenset(),
}
"""Who sees the family of each situation."""

READS_ENQUIRIES: Final = frozenset(
    {
        Role.HUB_SCREENER,
        Role.HUB_MANAGER,
        Role.SAFEGUARDING_LEAD,
        Role.GOVERNANCE_OFFICER,
        Role.AUDITOR,
        Role.COORDINATOR,
    }
)
SEES_ENQUIRIES: Final = {who: seen if who in READS_ENQUIRIES else frozenset() for who, seen in SEES.items()}
"""Who reads the enquiry of each situation, which is linked and waits for its decision."""

IS_TOLD_OF_RESTRICTION: Final = frozenset(
    {AUTHORISER, Role.TEAM_MANAGER, Role.HUB_SCREENER, Role.HUB_MANAGER, Role.COORDINATOR, Role.AUDITOR}
)
"""Who would see the restricted family were it not restricted, and is told so; everybody else gets 404."""


@dataclass(frozen=True)
class Cast:
    """The actors by role or relation, and where they work."""

    school: Organisation
    clinic: Organisation
    elsewhere: Organisation
    here: Locality
    there: Locality
    actors: dict[str, Practitioner]
    colleague: Practitioner
    stranger: Practitioner


def cast() -> Cast:
    """Make everybody. The school lies here; its families are `own`, `own_organisation`, restricted, sealed,
    closed.
    """
    here, there = factories.locality("north"), factories.locality("south")
    school, clinic, elsewhere = (
        factories.organisation("Hill Top School", agency_type="school"),
        factories.organisation("Hill Clinic", agency_type="school"),
        factories.organisation("Far School", agency_type="school"),
    )
    at = {Role.TEAM_MANAGER: school, Role.PRACTITIONER: school}
    actors = {
        role.value: factories.practitioner(
            role, name=role.value, at=at.get(role), localities=(here,) if role is Role.COORDINATOR else ()
        )
        for role in Role
    }
    actors[LEAD_PRACTITIONER] = factories.practitioner(name="lead", at=school)
    actors[TEAM_MEMBER] = factories.practitioner(name="member", at=clinic)
    actors[AUTHORISER] = factories.practitioner(Role.TEAM_MANAGER, name="authoriser", at=school)
    return Cast(
        school=school,
        clinic=clinic,
        elsewhere=elsewhere,
        here=here,
        there=there,
        actors=actors,
        colleague=factories.practitioner(name="colleague", at=school),
        stranger=factories.practitioner(name="stranger", at=elsewhere),
    )

"""Cases as lines of a list, on a page or in a spreadsheet."""

from collections.abc import Iterable, Iterator
from typing import Any

from baton.casework.presenters.overview import STATES
from baton.casework.rules.case import CaseState
from baton.casework.rules.duty import STEPS, DutyKind
from baton.core.dates import local_day
from baton.partnership.rules.profile import Profile

HEAD = (
    "Reference",
    "Family",
    "State",
    "Opened",
    "Leads",
    "Organisation",
    "Locality",
    "Level of need",
    "What is needed",
    "Due",
)


def needed(case: Any) -> str:
    """Return what is owed next on a listed case, in words; nothing where nothing is owed."""
    if case.next_kind:
        return STEPS[DutyKind(case.next_kind)].words
    waits = case.state != CaseState.CLOSED and not case.lead_name
    return "Choose who leads" if waits else ""


def lines(cases: Iterable[Any], profile: Profile) -> Iterator[list[str]]:
    """Return a line of a spreadsheet for each listed case."""
    return (_line(case, profile) for case in cases)


def _line(case: Any, profile: Profile) -> list[str]:
    return [
        case.reference,
        case.family.name,
        STATES[CaseState(case.state)],
        case.opened_on.isoformat(),
        case.lead_name or "",
        case.lead_agency or "",
        case.locality.name if case.locality else "",
        profile.level(case.level_now).label if case.level_now else "",
        needed(case),
        local_day(case.next_due).isoformat() if case.next_due else "",
    ]

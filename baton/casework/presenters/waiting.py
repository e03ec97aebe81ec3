"""Families that wait for somebody to lead."""

from dataclasses import dataclass
from datetime import date, timedelta

from baton.casework.actions.case import ORIGINS
from baton.casework.presenters.overview import ORIGINS as ORIGIN_WORDS
from baton.core.dates import local_day
from baton.frontdoor.models import Decision, Enquiry
from baton.partnership.rules.profile import Profile
from baton.ui.components import Row
from baton.ui.moments import day


@dataclass(frozen=True)
class Waiting:
    """One enquiry that was decided for a case, and waits."""

    enquiry: Enquiry
    family: str
    came: str
    decided_on: date
    outcome: str
    level: str
    due_on: date | None
    why: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """What was decided, and why."""
        return (
            Row("Decided", f"{self.outcome}, {day(self.decided_on)}"),
            Row("Why", self.why),
        )


def waiting(enquiry: Enquiry, decision: Decision, profile: Profile) -> Waiting:
    """Return how an enquiry stands that waits for a case."""
    decided_on, days = local_day(decision.decided_at), profile.clocks.allocation_days
    return Waiting(
        enquiry=enquiry,
        family=enquiry.family.name if enquiry.family else "",
        came=ORIGIN_WORDS[ORIGINS[enquiry.transfer_kind]],
        decided_on=decided_on,
        outcome=profile.outcomes.label(decision.outcome),
        level=profile.level(decision.level).label if decision.level else "",
        why=decision.reason,
        due_on=decided_on + timedelta(days=days) if days is not None else None,
    )

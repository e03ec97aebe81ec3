"""Pauses of a case's clocks, in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baton.casework.models import Case
from baton.casework.rules.duty import ASSESSMENT, MEETINGS, WHOLE_CASE
from baton.partnership.rules.profile import Profile

CLOCK_WORDS = {
    ASSESSMENT: "The assessment",
    MEETINGS: "Meetings of the team",
    WHOLE_CASE: "The whole case: on hold",
}


@dataclass(frozen=True)
class Paused:
    """One pause."""

    id: UUID
    clock: str
    from_on: date
    to_on: date | None
    reason: str
    by: str
    hold: bool
    begun: bool


def pauses(case: Case, profile: Profile, today: date) -> list[Paused]:
    """Return the pauses of a case, the latest first."""
    return [
        Paused(
            id=row.pk,
            clock=CLOCK_WORDS.get(row.clock, row.clock),
            from_on=row.from_on,
            to_on=row.to_on,
            reason=_words(row.reason, profile),
            by=row.by.name if row.by else "",
            hold=row.clock == WHOLE_CASE,
            begun=row.from_on <= today,
        )
        for row in case.pauses.select_related("by").order_by("-from_on", "-pk")
    ]


def _words(reason: str, profile: Profile) -> str:
    code, _, note = reason.partition(": ")
    if code not in profile.pause_reasons:
        return reason
    return ": ".join(part for part in (profile.pause_reasons.label(code), note) if part)

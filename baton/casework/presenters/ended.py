"""How a case ended, each time it was closed."""

from dataclasses import dataclass

from baton.casework.models import CaseSpan
from baton.casework.models.standing import CaseStanding
from baton.core.rules.words import day_words
from baton.partnership.rules.profile import Profile
from baton.ui.components import Row


@dataclass(frozen=True)
class Ended:
    """One time of help that is over: its days, and what was said when it closed."""

    title: str
    rows: tuple[Row, ...]


def ended(standing: CaseStanding) -> tuple[Ended, ...]:
    """Return the times of help of a case that are over, the latest first."""
    return tuple(_ended(span, standing.profile) for span in standing.spans if span.closed_on)


def _ended(span: CaseSpan, profile: Profile) -> Ended:
    assert span.closed_on is not None
    return Ended(
        title=f"{day_words(span.opened_on)} to {day_words(span.closed_on)}",
        rows=tuple(row for row in _rows(span, profile) if row.value),
    )


def _rows(span: CaseSpan, profile: Profile) -> tuple[Row, ...]:
    return (
        Row(
            "Why it ended", profile.closure_reasons.label(span.closure_reason) if span.closure_reason else ""
        ),
        Row(
            "Objectives met", profile.objectives_met.label(span.objectives_met) if span.objectives_met else ""
        ),
        Row(
            "Level of need then", profile.level(span.level_at_closure).label if span.level_at_closure else ""
        ),
        Row("What the family said", span.family_view),
        Row("Why the family was not asked", span.not_asked_reason),
        Row("Why nothing was measured at the end", span.readings_reason),
        Row("What happens next", span.what_next),
        Row("Closed by", span.closed_by.name if span.closed_by else ""),
    )

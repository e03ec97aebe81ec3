"""A restricted record opened in an emergency, in words: for the banner of its pages, and for whoever looks at it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from baton.partnership import profiles
from baton.people.access import glass_of
from baton.people.models import BreakGlass, Family
from baton.people.rules.break_glass import VERDICT_LABELS, Verdict, minutes_left
from baton.ui import moments
from baton.ui.frame import Opened

TONES = {Verdict.JUSTIFIED: "good", Verdict.NOT_JUSTIFIED: "bad"}


@dataclass(frozen=True)
class UseLine:
    """One use: who opened which family, why, from when until when, and what was found."""

    who: str
    family: Family
    reason: str
    note: str
    opened_at: datetime
    ended_at: datetime
    is_open: bool
    verdict: str
    tone: str
    reviewed_by: str
    reviewed_at: datetime | None
    review_note: str
    url: str
    end_url: str

    @property
    def until(self) -> str:
        """Until when it was open: the time alone where it was the same day."""
        is_same_day = timezone.localdate(self.opened_at) == timezone.localdate(self.ended_at)
        return moments.clock(self.ended_at) if is_same_day else moments.local(self.ended_at)


def use_line(use: BreakGlass) -> UseLine:
    """Return a use in the partnership's words."""
    reasons = profiles.current().restricted_records.break_glass.reasons
    return UseLine(
        who=use.practitioner.name,
        family=use.family,
        reason=reasons.label(use.reason),
        note=use.note,
        opened_at=use.from_at,
        ended_at=use.to_at,
        is_open=use.to_at > timezone.now(),
        verdict=VERDICT_LABELS[Verdict(use.verdict)] if use.verdict else "Nobody has looked at it yet",
        tone=TONES[Verdict(use.verdict)] if use.verdict else "soon",
        reviewed_by=use.reviewed_by.name if use.reviewed_by else "",
        reviewed_at=use.reviewed_at,
        review_note=use.review_note,
        url=reverse("break_glass_review", args=[use.pk]),
        end_url=reverse("break_glass_end", args=[use.pk]),
    )


def opened(request: HttpRequest) -> Opened | None:
    """Return what the banner says on a page that shows a family by breaking the glass; nothing on any other."""
    use = glass_of(request)
    if use is None:
        return None
    left = minutes_left(use.to_at, timezone.now())
    return Opened(
        use.to_at, f"{left} minute{'' if left == 1 else 's'}", reverse("break_glass_end", args=[use.pk])
    )

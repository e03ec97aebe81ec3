"""A conflict of interest in words, for whoever judges it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from baton.people.models import Conflict
from baton.people.rules.conflict import GROUND_LABELS, TIE_SAID, VERDICT_SAID, Ground, Tie, Verdict

TONES = {Verdict.CONFIRMED: "quiet", Verdict.LIFTED: "good"}


@dataclass(frozen=True)
class ConflictLine:
    """One conflict: whom it keeps from which record, whom they named, why that may fit, what was decided."""

    who: str
    where: str
    about: str
    about_url: str
    named: str
    named_born: date | None
    named_postcode: str
    tie: str
    ground: str
    found_at: datetime
    verdict: str
    tone: str
    decided_by: str
    decided_at: datetime | None
    note: str
    url: str


def conflict_line(row: Conflict) -> ConflictLine:
    """Return a conflict as a line; practitioner, declared person, person and who decided must be fetched with it."""
    declared, place = row.declared, row.practitioner.main_organisation()
    return ConflictLine(
        who=row.practitioner.name,
        where=place.name if place else "",
        about=row.person.shown_name if row.person else "An enquiry",
        about_url=_url(row),
        named=f"{declared.given_names} {declared.family_name}".strip(),
        named_born=declared.date_of_birth,
        named_postcode=declared.postcode,
        tie="their own account" if declared.from_account else TIE_SAID[Tie(declared.tie)],
        ground=GROUND_LABELS[Ground(row.ground)],
        found_at=row.found_at,
        verdict=VERDICT_SAID[Verdict(row.verdict)] if row.verdict else "Nobody has judged it yet",
        tone=TONES[Verdict(row.verdict)] if row.verdict else "soon",
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        note=row.note,
        url=reverse("conflict_review", args=[row.pk]),
    )


def _url(row: Conflict) -> str:
    if row.person_id:
        return reverse("person_page", args=[row.person_id])
    return reverse("enquiry_page", args=[row.enquiry_id])

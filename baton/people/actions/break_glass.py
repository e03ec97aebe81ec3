"""Breaking the glass: opening a restricted record in an emergency, ending that, and judging it afterwards."""

from datetime import datetime

from django.urls import reverse

from baton import journal
from baton.core.wall import deed
from baton.notices import actions as messages
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people import events, notices
from baton.people.models import AccessBar, BreakGlass, Family
from baton.people.rules.break_glass import REVIEWS_USES, Verdict, ends_at
from baton.people.rules.restriction import Restriction


class NotRestricted(Exception):
    """Only what is restricted can be opened so: what is open needs no breaking, and what is sealed allows none."""

    def __init__(self) -> None:
        super().__init__("This record cannot be opened in an emergency now")


class NoGoodReason(Exception):
    """The glass is broken for one of the partnership's reasons, and in one's own words."""

    def __init__(self) -> None:
        super().__init__("Choose a reason, and write what has happened: somebody will look at it")


class StillOpen(Exception):
    """What somebody still reads cannot be judged yet."""

    def __init__(self) -> None:
        super().__init__("This record is still open to them. End that first, or wait until it ends by itself")


class ReviewedAlready(Exception):
    """Each use is judged once."""

    def __init__(self) -> None:
        super().__init__("Somebody has looked at this already, and what they found stands below")


class OwnUse(Exception):
    """Nobody judges what they did themselves."""

    def __init__(self) -> None:
        super().__init__("You opened this record yourself. Somebody else must look at it")


@deed
def open_(*, family: Family, reason: str, note: str, by: Practitioner, at: datetime) -> BreakGlass:
    """Open a restricted family to one practitioner until the partnership's time is over, and tell who looks at it.

    What they have opened already is returned as it is. That their role allows it, that their work covers the family
    and that they signed in just now is asked before. Raises `NotRestricted`, `NoGoodReason`. Source: architecture rule 6.
    """
    rule = profiles.current().restricted_records.break_glass
    row = Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    if row.restriction != Restriction.RESTRICTED:
        raise NotRestricted
    before: BreakGlass | None = (
        BreakGlass.objects.in_force(at).filter(family=row, practitioner=by).order_by("-to_at").first()
    )
    if before is not None:
        return before
    if reason not in rule.reasons or not note.strip():
        raise NoGoodReason
    made = BreakGlass.objects.create(
        family=row, practitioner=by, reason=reason, note=note.strip(), from_at=at, to_at=ends_at(at, rule)
    )
    _journal(events.GLASS_BROKEN, made, by=by, at=at, until=made.to_at.isoformat())
    _alert(made, by=by, at=at)
    return made


@deed
def end(*, use: BreakGlass, by: Practitioner, at: datetime) -> BreakGlass:
    """Close the record again before its time. What has ended stays as it is."""
    row: BreakGlass = BreakGlass.objects.select_for_update(of=("self",)).get(pk=use.pk)
    if row.to_at > at:
        row.to_at = max(at, row.from_at)
        row.save(update_fields=["to_at"])
        _journal(events.GLASS_ENDED, row, by=by, at=at)
    return row


@deed
def review(*, use: BreakGlass, verdict: Verdict, note: str, by: Practitioner, at: datetime) -> BreakGlass:
    """Say whether a use was justified, and why. Raises `OwnUse`, `StillOpen`, `ReviewedAlready`."""
    row: BreakGlass = BreakGlass.objects.select_for_update(of=("self",)).get(pk=use.pk)
    if row.practitioner_id == by.pk:
        raise OwnUse
    if row.to_at > at:
        raise StillOpen
    if row.reviewed_at is not None:
        raise ReviewedAlready
    row.verdict, row.review_note, row.reviewed_by, row.reviewed_at = verdict, note.strip(), by, at
    row.save(update_fields=["verdict", "review_note", "reviewed_by", "reviewed_at"])
    _journal(events.GLASS_REVIEWED, row, by=by, at=at, verdict=verdict)
    return row


def _alert(use: BreakGlass, *, by: Practitioner, at: datetime) -> None:
    """Write at once to everybody who looks at uses, but for those who may not know of this family."""
    barred = AccessBar.objects.in_force(at).filter(family=use.family_id).values("practitioner")
    for keeper in Practitioner.objects.with_role(*REVIEWS_USES).exclude(pk__in=barred).order_by("pk"):
        messages.send(
            notice=notices.GLASS_BROKEN,
            at=at,
            by=by,
            to_practitioner=keeper,
            path=reverse("break_glass_list"),
            family_id=use.family_id,
        )


def _journal(kind: str, use: BreakGlass, *, by: Practitioner, at: datetime, **data: str) -> None:
    journal.record(
        kind,
        at=at,
        by=by,
        family=use.family_id,
        subject=use,
        data={"practitioner": use.practitioner_id, "reason": use.reason, **data},
    )

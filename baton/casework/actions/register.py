"""A manager looks at a case in the review register: screens it, asks, and decides."""

from datetime import datetime

from baton.casework.actions import allocation, duty
from baton.casework.actions.common import day_of, locked_open, record
from baton.casework.events import case as events
from baton.casework.models import Case, ReviewRegisterEntry
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.register import Disposal, ScreenOutcome, Step, steps
from baton.core.wall import deed
from baton.partnership.models import Organisation, Practitioner


class NotOffered(Exception):
    """The entry is not at this step: it has to be screened first, or has been decided already."""

    def __init__(self) -> None:
        super().__init__(
            "This cannot be done with the case now. It is screened for safeguarding first; "
            "what has been decided stays decided."
        )


@deed
def screen(
    *, case: Case, outcome: ScreenOutcome, note: str, by: Practitioner, at: datetime
) -> ReviewRegisterEntry:
    """Record a manager's safeguarding screen. Raises `NotOffered`, `CaseClosed`. Source: R030, R072."""
    case, entry = _at(case, Step.SCREEN)
    entry.screened_at, entry.screened_by = at, by
    entry.screen_outcome, entry.screen_note = outcome, note
    entry.save(update_fields=["screened_at", "screened_by", "screen_outcome", "screen_note"])
    duty.done(case=case, kind=DutyKind.SCREEN_REGISTER, at=at)
    duty.owe(case=case, kind=DutyKind.SETTLE_REGISTER, due_on=None, owner=by, at=at)
    record(events.SCREENED, case, at=at, by=by, subject=entry, data={"outcome": outcome})
    return entry


@deed
def ask_information(*, case: Case, words: str, by: Practitioner, at: datetime) -> ReviewRegisterEntry:
    """Record what is asked for before deciding, and of whom. Raises `NotOffered`, `CaseClosed`."""
    case, entry = _at(case, Step.ASK_INFORMATION)
    entry.information_asked, entry.information_asked_at, entry.information_asked_by = words, at, by
    entry.information_received, entry.information_received_at = "", None
    entry.save(
        update_fields=[
            "information_asked",
            "information_asked_at",
            "information_asked_by",
            "information_received",
            "information_received_at",
        ]
    )
    record(events.INFORMATION_ASKED, case, at=at, by=by, subject=entry)
    return entry


@deed
def receive_information(*, case: Case, words: str, by: Practitioner, at: datetime) -> ReviewRegisterEntry:
    """Record what came back. Raises `NotOffered`, `CaseClosed`."""
    case, entry = _at(case, Step.ASK_INFORMATION)
    entry.information_received, entry.information_received_at = words, at
    entry.save(update_fields=["information_received", "information_received_at"])
    record(events.INFORMATION_CAME, case, at=at, by=by, subject=entry)
    return entry


@deed
def allocate(
    *,
    case: Case,
    practitioner: Practitioner,
    organisation: Organisation,
    level: int | None,
    coordinator: Practitioner | None,
    by: Practitioner,
    at: datetime,
    expected_version: int,
) -> Case:
    """Name who leads a screened case; it leaves the register.

    Raises `NotOffered`, and what `allocation.allocate` raises.
    """
    case, entry = _at(case, Step.ALLOCATE)
    case = allocation.allocate(
        case=case,
        practitioner=practitioner,
        organisation=organisation,
        level=level,
        coordinator=coordinator,
        by=by,
        at=at,
        expected_version=expected_version,
    )
    settle(entry, Disposal.ALLOCATED, by=by, at=at)
    return case


@deed
def name_lead(
    *,
    case: Case,
    practitioner: Practitioner,
    organisation: Organisation,
    level: int | None,
    coordinator: Practitioner | None,
    by: Practitioner,
    at: datetime,
    expected_version: int,
) -> Case:
    """Name who leads a case that nobody leads, out of the register where it waits there.

    Raises what `allocate` and `allocation.allocate` raise.
    """
    act = (
        allocate
        if ReviewRegisterEntry.objects.unsettled().filter(case=case).exists()
        else allocation.allocate
    )
    return act(
        case=case,
        practitioner=practitioner,
        organisation=organisation,
        level=level,
        coordinator=coordinator,
        by=by,
        at=at,
        expected_version=expected_version,
    )


def refuse_unscreened(case: Case) -> None:
    """Refuse to look for a lead while the case stands in the register and nobody has screened it. Raises `NotOffered`."""
    if ReviewRegisterEntry.objects.unsettled().filter(case=case).exists():
        _at(case, Step.ALLOCATE)


def settle(
    entry: ReviewRegisterEntry, disposal: Disposal, *, by: Practitioner | None, at: datetime, reason: str = ""
) -> None:
    """Let an entry leave the register, in the transaction of the deed that decides about its case."""
    entry.settled_on = max(day_of(at), entry.entered_on)
    entry.settled_by, entry.disposal, entry.reason = by, disposal, reason
    entry.save(update_fields=["settled_on", "settled_by", "disposal", "reason"])
    duty.done(case=entry.case, kind=DutyKind.SCREEN_REGISTER, at=at)
    duty.done(case=entry.case, kind=DutyKind.SETTLE_REGISTER, at=at)
    record(events.SETTLED, entry.case, at=at, by=by, subject=entry, data={"disposal": disposal})


def _at(case: Case, step: Step) -> tuple[Case, ReviewRegisterEntry]:
    case = locked_open(case)
    entry = ReviewRegisterEntry.objects.select_for_update(of=("self",)).filter(case=case).first()
    if entry is None:
        raise NotOffered
    entry.case = case
    screened = ScreenOutcome(entry.screen_outcome) if entry.screen_outcome else None
    if step not in steps(screened=screened, settled=entry.settled_on is not None):
        raise NotOffered
    return case, entry

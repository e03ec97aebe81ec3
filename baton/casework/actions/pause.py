"""A clock of a case stands still for a reason, and goes on again."""

from datetime import date, datetime

from django.db.models import F

from baton.casework.actions import duty
from baton.casework.actions.common import locked_open, record
from baton.casework.actions.meeting import owe_next
from baton.casework.events import case as events
from baton.casework.models import Assessment, Case, Duty, Pause
from baton.casework.models.owed import paused_days
from baton.casework.rules.assessment import AssessmentState, due_on
from baton.casework.rules.duty import ASSESSMENT, MEETINGS, STOPPED, WHOLE_CASE, DutyKind
from baton.core.wall import deed
from baton.partnership.models import Practitioner


class AlreadyPaused(Exception):
    """This clock stands still already."""

    def __init__(self) -> None:
        super().__init__("This clock is paused already. Start it again first.")


class NotPaused(Exception):
    """This pause has ended already."""

    def __init__(self) -> None:
        super().__init__("This clock is running already.")


class PauseEndsTooEarly(Exception):
    """A clock cannot go on before it was paused."""

    def __init__(self) -> None:
        super().__init__("Enter the day on which the clock was paused, or a later one.")


@deed
def begin(
    *, case: Case, clock: str, from_on: date, reason: str, by: Practitioner | None, at: datetime
) -> Pause:
    """Let a clock of the case stand still from a day on. Raises `AlreadyPaused`, `CaseClosed`."""
    case = locked_open(case)
    if case.pauses.filter(clock=clock, to_on=None).exists():
        raise AlreadyPaused
    pause = Pause.objects.create(case=case, clock=clock, from_on=from_on, reason=reason, by=by)
    record(events.PAUSED, case, at=at, by=by, subject=pause, data={"clock": clock, "from_on": from_on})
    return pause


@deed
def end(*, pause: Pause, to_on: date, by: Practitioner | None, at: datetime) -> Pause:
    """Let the clock go on from a day on; what is due moves by the length of the pause.

    Raises `NotPaused`, `PauseEndsTooEarly`, `CaseClosed`.
    """
    case = locked_open(pause.case)
    pause = Pause.objects.select_for_update().get(pk=pause.pk)
    if pause.to_on is not None:
        raise NotPaused
    if to_on < pause.from_on:
        raise PauseEndsTooEarly
    pause.to_on = to_on
    pause.save(update_fields=["to_on"])
    move_due(case, pause, at)
    record(events.PAUSE_ENDED, case, at=at, by=by, subject=pause, data={"clock": pause.clock, "to_on": to_on})
    return pause


def move_due(case: Case, pause: Pause, at: datetime) -> None:
    """Move what is due on a case by a pause that has ended."""
    if pause.clock in (ASSESSMENT, WHOLE_CASE):
        _move_assessment(case, at)
    if pause.clock in (MEETINGS, WHOLE_CASE):
        owe_next(case=case, at=at)
    if pause.clock == WHOLE_CASE and pause.to_on is not None:
        waiting = Duty.objects.open().filter(case=case, kind=DutyKind.START_ASSESSMENT)
        waiting.update(due_at=F("due_at") + (pause.to_on - pause.from_on))


def _move_assessment(case: Case, at: datetime) -> None:
    open_one = Assessment.objects.filter(
        case=case, state__in=[AssessmentState.IN_PROGRESS, AssessmentState.RETURNED]
    ).first()
    if open_one is None:
        return
    days = case.profile.profile.clocks.assessment_days
    open_one.due_on = due_on(open_one.started_on, days, paused_days(case, ASSESSMENT))
    open_one.save(update_fields=["due_on"])
    for owed in case.duties.open().filter(kind__in=STOPPED[ASSESSMENT]).select_related("owner"):
        duty.owe(
            case=case,
            kind=DutyKind(owed.kind),
            due_on=open_one.due_on,
            owner=owed.owner,
            subject_id=owed.subject_id,
            at=at,
        )

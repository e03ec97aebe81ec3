"""Closing a case, and opening it again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from baton.casework.actions import allocation, duty, ending, plan_action
from baton.casework.actions.common import day_of, locked, locked_open, record
from baton.casework.actions.ending import Ending
from baton.casework.actions.meeting import owe_next
from baton.casework.actions.opening import owes_assessment
from baton.casework.events import closure as events
from baton.casework.models import Case, CaseSpan, PlanAction
from baton.casework.models.owed import closing_readings, may_leave_register, was_stepped_up
from baton.casework.rules.assessment import start_warning_on
from baton.casework.rules.blocker import Blocker
from baton.casework.rules.case import CaseState
from baton.casework.rules.closure import ClosureFacts, blockers, reopen_blockers
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.plan import ActionState
from baton.core.versions import bump
from baton.core.wall import deed
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.profile_codes import ClosureCode, ObjectivesMet
from baton.people.actions import grant


class CannotClose(Exception):
    """Something has to be settled first; `.blockers` say what to do about each."""

    def __init__(self, found: tuple[Blocker, ...]) -> None:
        self.blockers = found
        super().__init__(" ".join(blocker.words for blocker in found))


class CannotReopen(Exception):
    """The case cannot be opened again; `.blockers` say why."""

    def __init__(self, found: tuple[Blocker, ...]) -> None:
        self.blockers = found
        super().__init__(" ".join(blocker.words for blocker in found))


class ClosedOutside(Exception):
    """A case closes on a day on which it was open, not in the future."""

    def __init__(self) -> None:
        super().__init__("Enter the day on which the case closes: not before it opened, not after today.")


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What becomes of an action that is open when the case closes; `words` say why it is dropped or who
    carries it on.
    """

    state: ActionState
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What is said when a case closes."""

    closed_on: date
    reason: str
    level: int | None
    objectives: ObjectivesMet | None
    what_next: str
    family_view: str = ""
    not_asked_reason: str = ""
    readings_reason: str = ""
    actions: Mapping[UUID, Settled] | None = None


@dataclass(frozen=True, kw_only=True)
class NewLead:
    """Who leads a case that is opened again."""

    practitioner: Practitioner
    organisation: Organisation


@deed
def close(*, case: Case, closing: Closing, expected_version: int, by: Practitioner, at: datetime) -> CaseSpan:
    """Close a case, once nothing stands in the way.

    Actions that are still open are settled as `closing.actions` says. The team's sight of the record ends;
    the lead practitioner may go on reading it. Raises `CannotClose`, `ClosedOutside`, `Stale`, `CaseClosed`,
    and those of `plan_action.settle`. Source: R119 to R121.
    """
    case = locked_open(case)
    bump(case, expected_version)
    span = case.spans.current().get()
    if not span.opened_on <= closing.closed_on <= day_of(at):
        raise ClosedOutside
    _settle_actions(case, closing, by, at)
    found = blockers(closure_facts(case, closing))
    if found:
        raise CannotClose(found)
    (closed,) = ending.write([_ending(case, closing)], by=by, at=at)
    return closed


def known_facts(case: Case) -> ClosureFacts:
    """Return what the rules ask about a case, as far as it is known before anything is said about its closing."""
    return ClosureFacts(
        in_register=not may_leave_register(case),
        open_transfers=case.transfers.waiting().count(),
        open_actions=case.plan_actions.open().count(),
        open_outcomes=case.outcomes.open().count(),
        readings_owed=len(closing_readings(case)),
    )


def closure_facts(case: Case, closing: Closing) -> ClosureFacts:
    """Return what the rules ask about a case that is to close as `closing` says."""
    reason = case.profile.profile.closure_reasons.get(closing.reason)
    return replace(
        known_facts(case),
        agrees_with=reason.objectives if reason else (),
        claims_step_up=closing.reason == ClosureCode.STEP_UP and not was_stepped_up(case),
        readings_reason=closing.readings_reason,
        level=closing.level,
        objectives=closing.objectives,
        family_view=closing.family_view,
        not_asked_reason=closing.not_asked_reason,
        what_next=closing.what_next,
    )


@deed
def reopen(
    *,
    case: Case,
    reason: str,
    level: int | None,
    lead: NewLead,
    expected_version: int,
    by: Practitioner,
    at: datetime,
) -> Case:
    """Open a closed case again as a new span, with a lead practitioner.

    The earlier span stays as it was, so that past figures do not change. Raises `CannotReopen`, `Stale`, and
    those of `allocation.allocate`. Source: contracts/reports.md, `cases.active`.
    """
    case = locked(case)
    bump(case, expected_version)
    others = Case.objects.active().filter(family_id=case.family_id).exclude(pk=case.pk)
    found = reopen_blockers(
        closed=case.state == CaseState.CLOSED, reason=reason, other_case_open=others.exists()
    )
    if found:
        raise CannotReopen(found)
    grant.end_from_many(source_ids=set(case.spans.values_list("pk", flat=True)), by=by, at=at)
    span = CaseSpan.objects.create(case=case, opened_on=day_of(at), reopened_reason=reason)
    case.state = CaseState.OPEN
    case.save(update_fields=["state"])
    record(events.REOPENED, case, at=at, by=by, subject=span, data={"opened_on": span.opened_on})
    case = allocation.allocate(
        case=case,
        practitioner=lead.practitioner,
        organisation=lead.organisation,
        level=level,
        coordinator=case.coordinator,
        by=by,
        at=at,
        expected_version=case.version,
    )
    owe_next(case=case, at=at)
    _owe_assessment(case, lead.practitioner, at)
    return case


def _owe_assessment(case: Case, lead: Practitioner, at: datetime) -> None:
    """Let an assessment that was never started be owed again, from the day the case was opened again."""
    if not owes_assessment(case) or case.assessments.exists():
        return
    days = case.profile.profile.clocks.assessment_not_started_days
    due_on = start_warning_on(day_of(at), days)
    duty.owe(case=case, kind=DutyKind.START_ASSESSMENT, due_on=due_on, owner=lead, at=at)


def _settle_actions(case: Case, closing: Closing, by: Practitioner, at: datetime) -> None:
    settled = closing.actions or {}
    for action in PlanAction.objects.open().filter(case=case, pk__in=list(settled)):
        chosen = settled[action.pk]
        plan_action.settle(action=action, to=chosen.state, words=chosen.words, by=by, at=at)


def _ending(case: Case, closing: Closing) -> Ending:
    return Ending(
        case=case,
        closed_on=closing.closed_on,
        reason=closing.reason,
        objectives=closing.objectives,
        level=closing.level,
        what_next=closing.what_next,
        family_view=closing.family_view,
        not_asked_reason=closing.not_asked_reason,
        readings_reason=closing.readings_reason,
    )

"""Rows of assessments that come from elsewhere: as far as each went, alike to those that pages write."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from baton.casework.actions.common import day_of
from baton.casework.actions.values import NewAssessment, Returned
from baton.casework.events import case as events
from baton.casework.models import Assessment, AssessmentPart, AssessmentSubmission, Duty
from baton.casework.rules.assessment import AssessmentState, due_on
from baton.casework.rules.duty import DutyKind
from baton.core.dates import end_of_day
from baton.journal import NewEvent
from baton.partnership.models import Practitioner
from baton.people.actions.records import NewGrant
from baton.people.rules.facts import GrantKind


def assessment_row(new: NewAssessment, number: int) -> Assessment:
    """Return the row of an assessment, not saved."""
    state = _state(new)
    sent = new if new.submitted_at or not new.returned else new.returned
    return Assessment(
        case=new.case,
        number=number,
        state=state,
        organisation=new.organisation,
        imported_organisation=new.imported_organisation,
        started_on=new.started_on,
        started_by=new.started_by,
        due_on=due_on(new.started_on, new.case.profile.profile.clocks.assessment_days),
        submitted_at=sent.submitted_at,
        submitted_by=sent.submitted_by,
        returned_reason=new.returned.reason if new.returned and state != AssessmentState.AUTHORISED else "",
        completed_on=_completed_on(new),
        authorised_at=new.authorised_at,
        authorised_by=new.authorised_by,
        imported_ref=new.imported_ref,
    )


def _state(new: NewAssessment) -> AssessmentState:
    if _completed_on(new) is not None:
        return AssessmentState.AUTHORISED
    if new.submitted_at:
        return AssessmentState.SUBMITTED
    return AssessmentState.RETURNED if new.returned else AssessmentState.IN_PROGRESS


def _completed_on(new: NewAssessment) -> date | None:
    if new.authorised_at is not None and new.submitted_at is not None:
        return day_of(new.submitted_at)
    return new.completed_on


def part_rows(new: NewAssessment, row: Assessment, at: datetime) -> list[AssessmentPart]:
    """Return its parts, written by who submitted it, or started it."""
    wrote = new.submitted_by or new.started_by
    return [
        AssessmentPart(
            assessment=row,
            section=part.section,
            person_id=part.person_id,
            answers=part.answers,
            complete=part.complete,
            saved_at=new.submitted_at or new.started_at or at,
            saved_by=wrote,
        )
        for part in new.parts
    ]


def submission_rows(new: NewAssessment, row: Assessment) -> list[AssessmentSubmission]:
    """Return the times it went to be authorised, where it went here."""
    rows = [_sent_back(new.returned, row)] if new.returned else []
    if new.submitted_at is None:
        return rows
    answered = new.authorised_at is not None
    latest = AssessmentSubmission(
        assessment=row,
        submitted_at=new.submitted_at,
        submitted_by=new.submitted_by,
        answer=AssessmentState.AUTHORISED if answered else "",
        answered_at=new.authorised_at,
        answered_by=new.authorised_by,
    )
    return [*rows, latest]


def _sent_back(returned: Returned, row: Assessment) -> AssessmentSubmission:
    return AssessmentSubmission(
        assessment=row,
        submitted_at=returned.submitted_at,
        submitted_by=returned.submitted_by,
        answer=AssessmentState.RETURNED,
        answered_at=returned.returned_at,
        answered_by=returned.returned_by,
        reason=returned.reason,
    )


def duty_rows(new: NewAssessment, row: Assessment, at: datetime) -> list[Duty]:
    """Return what is owed on it: nothing once it is authorised."""
    owed = {
        AssessmentState.IN_PROGRESS: (DutyKind.COMPLETE_ASSESSMENT, new.started_by),
        AssessmentState.SUBMITTED: (DutyKind.AUTHORISE_ASSESSMENT, new.reader),
        AssessmentState.RETURNED: (DutyKind.AMEND_ASSESSMENT, new.started_by),
    }.get(AssessmentState(row.state))
    if owed is None:
        return []
    kind, owner = owed
    set_at = new.submitted_at or (new.returned.returned_at if new.returned else new.started_at) or at
    due = owed_on(row, kind, set_at)
    return [
        Duty(
            case=row.case,
            kind=kind,
            subject_id=row.pk,
            due_at=end_of_day(due) if due else None,
            owner=owner,
            set_at=set_at,
        )
    ]


def owed_on(row: Assessment, kind: DutyKind, at: datetime) -> date | None:
    """Return the day on which a duty about an assessment is due; `None` where the profile sets no clock for it."""
    if kind is not DutyKind.AUTHORISE_ASSESSMENT:
        return row.due_on
    days = row.case.profile.profile.clocks.authorisation_days
    return day_of(at) + timedelta(days=days) if days is not None else None


def grants(new: NewAssessment, row: Assessment) -> list[NewGrant]:
    """Return the access of who reads it, while it waits."""
    if row.state != AssessmentState.SUBMITTED or new.reader is None:
        return []
    return [
        NewGrant(
            family_id=row.case.family_id,
            kind=GrantKind.AUTHORISER,
            practitioner_id=new.reader.pk,
            source_id=row.pk,
        )
    ]


def events_of(
    new: NewAssessment, row: Assessment, by: Practitioner | None, at: datetime
) -> Iterator[NewEvent]:
    """Return an event for each step it took, at its own moment where that is known."""
    yield _event(events.ASSESSMENT_STARTED, row, new.started_by or by, new.started_at or at)
    if new.returned:
        yield _event(events.SUBMITTED, row, new.returned.submitted_by, new.returned.submitted_at)
        yield _event(events.RETURNED, row, new.returned.returned_by, new.returned.returned_at)
    if row.state in (AssessmentState.IN_PROGRESS, AssessmentState.RETURNED):
        return
    yield _event(events.SUBMITTED, row, new.submitted_by or by, new.submitted_at or at)
    if row.state == AssessmentState.AUTHORISED:
        yield _event(events.AUTHORISED, row, new.authorised_by or by, new.authorised_at or at)


def _event(kind: str, row: Assessment, by: Practitioner | None, at: datetime) -> NewEvent:
    case = row.case
    return NewEvent(kind=kind, at=at, by=by, family=case.family_id, case_id=case.pk, subject=row)

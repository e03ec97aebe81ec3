"""The assessment is started, written part by part, submitted, and authorised or returned."""

from datetime import datetime

from baton.casework.actions import duty, findings
from baton.casework.actions.assessing import owed_on
from baton.casework.actions.common import day_of, locked_open, record
from baton.casework.actions.values import Written
from baton.casework.events import case as events
from baton.casework.models import (
    Assessment,
    AssessmentPart,
    AssessmentSubmission,
    Case,
)
from baton.casework.models.owed import paused_days
from baton.casework.models.standing import AssessmentStanding, CaseStanding
from baton.casework.permissions.assessment import authorisers
from baton.casework.rules.agreement import start_blockers
from baton.casework.rules.assessment import (
    EDITABLE,
    AssessmentState,
    can_become,
    due_on,
    submit_blockers,
)
from baton.casework.rules.blocker import Blocker
from baton.casework.rules.case import Support
from baton.casework.rules.duty import ASSESSMENT, DutyKind
from baton.core import versions
from baton.core.wall import deed
from baton.partnership.models import Practitioner
from baton.people.actions import grant
from baton.people.models import Person
from baton.people.rules.facts import GrantKind


class Blocked(Exception):
    """Something has to be done first; `blockers` says what, and on which page."""

    def __init__(self, found: list[Blocker]) -> None:
        self.blockers = found
        super().__init__(" ".join(blocker.words for blocker in found))


class AlreadyUnderWay(Exception):
    """The case has an assessment that is not finished."""

    def __init__(self) -> None:
        super().__init__("This case has an assessment under way. Go on with that one.")


class NoAssessmentHere(Exception):
    """A single service's record has no assessment."""

    def __init__(self) -> None:
        super().__init__("One service alone helps this family, so there is no assessment to start.")


class NotEditable(Exception):
    """The assessment has been submitted or authorised, so its parts stand as they are."""

    def __init__(self) -> None:
        super().__init__("This assessment has been submitted. Ask for it to be returned if it has to change.")


class WrongState(Exception):
    """Somebody else has answered or submitted it in the meantime."""

    def __init__(self) -> None:
        super().__init__("This assessment has moved on in the meantime. Look at how it stands now.")


class MayNotAuthorise(Exception):
    """An assessment is authorised by a manager or the coordinator, never by one of its authors."""

    def __init__(self) -> None:
        super().__init__(
            "You helped to write this assessment, or do not manage who did. Somebody else reads it."
        )


@deed
def start(*, case: Case, by: Practitioner, at: datetime) -> Assessment:
    """Start the assessment of a case; its clock begins with this day.

    Raises `Blocked` while nobody who can decide has agreed (unless a safeguarding basis is recorded),
    `AlreadyUnderWay`, `NoAssessmentHere`, `CaseClosed`. Source: R076, R144; contract for reports.
    """
    case = locked_open(case)
    if case.support != Support.FULL:
        raise NoAssessmentHere
    if case.assessments.exclude(state=AssessmentState.AUTHORISED).exists():
        raise AlreadyUnderWay
    day = day_of(at)
    standing = CaseStanding(case, day)
    _refuse(start_blockers(standing.answers.values(), safeguarding=standing.basis is not None))
    lead = case.allocations.current().select_related("practitioner", "organisation").first()
    assessment = Assessment.objects.create(
        case=case,
        number=case.assessments.count() + 1,
        organisation=lead.organisation if lead else None,
        started_on=day,
        started_by=by,
        due_on=due_on(day, standing.profile.clocks.assessment_days, paused_days(case, ASSESSMENT)),
    )
    duty.done(case=case, kind=DutyKind.START_ASSESSMENT, at=at)
    _owe(assessment, DutyKind.COMPLETE_ASSESSMENT, lead.practitioner if lead else by, at)
    record(events.ASSESSMENT_STARTED, case, at=at, by=by, subject=assessment)
    return assessment


@deed
def save_part(
    *,
    assessment: Assessment,
    section: str,
    person: Person | None,
    written: Written,
    by: Practitioner,
    at: datetime,
    expected_version: int,
) -> AssessmentPart:
    """Write one part of an assessment; the first time `expected_version` is 0.

    Raises `core.versions.Stale` where somebody else saved it in the meantime, `NotEditable`, `CaseClosed`.
    """
    assessment = _editable(assessment)
    part = assessment.parts.select_for_update().filter(section=section, person=person).first()
    if part is None:
        part = AssessmentPart(assessment=assessment, section=section, person=person, version=0)
    _bump(part, expected_version)
    part.answers = written.answers
    part.complete = written.complete
    part.saved_at = at
    part.saved_by = by
    part.save()
    record(
        events.PART_SAVED,
        assessment.case,
        at=at,
        by=by,
        subject=part,
        person=person.pk if person else None,
        data={"section": section, "complete": written.complete},
    )
    return part


@deed
def submit(
    *, assessment: Assessment, reader: Practitioner, by: Practitioner, at: datetime, expected_version: int
) -> Assessment:
    """Submit an assessment to be read by `reader`.

    Raises `Blocked` with everything that is missing, `MayNotAuthorise` where `reader` may not,
    `WrongState`, `core.versions.Stale`, `CaseClosed`. Source: issue text part 6; R093, R094.
    """
    assessment = _moving(assessment, AssessmentState.SUBMITTED, expected_version)
    standing = AssessmentStanding(assessment, CaseStanding(assessment.case, day_of(at)))
    _refuse(what_is_missing(standing))
    assessment.submitted_at, assessment.submitted_by = at, by
    _refuse_reader(assessment, reader)
    assessment.save(update_fields=["state", "submitted_at", "submitted_by"])
    AssessmentSubmission.objects.create(assessment=assessment, submitted_at=at, submitted_by=by)
    _done(assessment, DutyKind.COMPLETE_ASSESSMENT, at)
    _done(assessment, DutyKind.AMEND_ASSESSMENT, at)
    _owe(assessment, DutyKind.AUTHORISE_ASSESSMENT, reader, at)
    grant.give(
        family=assessment.case.family,
        practitioner=reader,
        kind=GrantKind.AUTHORISER,
        source_id=assessment.pk,
        by=by,
        at=at,
    )
    record(events.SUBMITTED, assessment.case, at=at, by=by, subject=assessment)
    return assessment


@deed
def authorise(*, assessment: Assessment, by: Practitioner, at: datetime, expected_version: int) -> Assessment:
    """Authorise a submitted assessment: it was completed on the day it was submitted.

    The needs it names become facts about the people, its scaling the first readings. Raises
    `MayNotAuthorise`, `WrongState`, `core.versions.Stale`, `CaseClosed`.
    """
    assessment = _answering(assessment, AssessmentState.AUTHORISED, by, expected_version)
    submission = _answer(assessment, AssessmentState.AUTHORISED, by=by, at=at)
    assessment.completed_on = day_of(submission.submitted_at)
    assessment.authorised_at, assessment.authorised_by = at, by
    assessment.returned_reason = ""
    assessment.save(
        update_fields=["state", "completed_on", "authorised_at", "authorised_by", "returned_reason"]
    )
    findings.state([assessment], by=by, at=at)
    record(events.AUTHORISED, assessment.case, at=at, by=by, subject=assessment)
    return assessment


@deed
def return_(
    *, assessment: Assessment, reason: str, by: Practitioner, at: datetime, expected_version: int
) -> Assessment:
    """Return a submitted assessment to who leads the case, with what has to change.

    Raises `MayNotAuthorise`, `WrongState`, `core.versions.Stale`, `CaseClosed`.
    """
    assessment = _answering(assessment, AssessmentState.RETURNED, by, expected_version)
    _answer(assessment, AssessmentState.RETURNED, by=by, at=at, reason=reason)
    assessment.returned_reason = reason
    assessment.save(update_fields=["state", "returned_reason"])
    lead = assessment.case.allocations.current().select_related("practitioner").first()
    owner = lead.practitioner if lead else assessment.submitted_by
    _owe(assessment, DutyKind.AMEND_ASSESSMENT, owner, at)
    record(events.RETURNED, assessment.case, at=at, by=by, subject=assessment)
    return assessment


def what_is_missing(standing: AssessmentStanding) -> list[Blocker]:
    """Return what keeps an assessment from being submitted, agreement first."""
    case = standing.case
    return [
        *start_blockers(case.answers.values(), safeguarding=case.basis is not None),
        *submit_blockers(standing.parts),
    ]


def _refuse(found: list[Blocker]) -> None:
    if found:
        raise Blocked(found)


def _refuse_reader(assessment: Assessment, reader: Practitioner) -> None:
    chosen = authorisers(assessment)
    if chosen is None or reader.pk not in chosen.people:
        raise MayNotAuthorise


def _editable(assessment: Assessment) -> Assessment:
    held = _held(assessment)
    if held.state not in EDITABLE:
        raise NotEditable
    return held


def _held(assessment: Assessment) -> Assessment:
    case = locked_open(assessment.case)
    held = Assessment.objects.select_for_update().get(pk=assessment.pk)
    held.case = case
    return held


def _moving(assessment: Assessment, then: AssessmentState, expected_version: int) -> Assessment:
    held = _held(assessment)
    if not can_become(AssessmentState(held.state), then):
        raise WrongState
    versions.bump(held, expected_version)
    held.state = then
    return held


def _answering(
    assessment: Assessment, then: AssessmentState, by: Practitioner, expected_version: int
) -> Assessment:
    held = _moving(assessment, then, expected_version)
    _refuse_reader(held, by)
    return held


def _answer(
    assessment: Assessment, answer: AssessmentState, *, by: Practitioner, at: datetime, reason: str = ""
) -> AssessmentSubmission:
    submission = assessment.submissions.get(answer="")
    submission.answer, submission.answered_at, submission.answered_by = answer, at, by
    submission.reason = reason
    submission.save(update_fields=["answer", "answered_at", "answered_by", "reason"])
    _done(assessment, DutyKind.AUTHORISE_ASSESSMENT, at)
    grant.end_from(source_id=assessment.pk, by=by, at=at)
    return submission


def _bump(row: AssessmentPart, expected_version: int) -> None:
    if row._state.adding:
        row.version = 1
    else:
        versions.bump(row, expected_version)


def _owe(assessment: Assessment, kind: DutyKind, owner: Practitioner | None, at: datetime) -> None:
    due = owed_on(assessment, kind, at)
    duty.owe(case=assessment.case, kind=kind, due_on=due, owner=owner, subject_id=assessment.pk, at=at)


def _done(assessment: Assessment, kind: DutyKind, at: datetime) -> None:
    duty.done(case=assessment.case, kind=kind, subject_id=assessment.pk, at=at)

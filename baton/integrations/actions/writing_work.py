"""What was done in cases: agreements, assessments, meetings, plans, readings, transfers; audits and training."""

from datetime import time

from baton.casework.actions import bulk, bulk_meeting, bulk_past
from baton.casework.actions.bulk_meeting import PastMeeting
from baton.casework.actions.bulk_past import PastAction, PastTransfer
from baton.casework.actions.values import NewAssessment
from baton.casework.rules.transfer import Direction
from baton.core.dates import moment_of
from baton.integrations.actions.names import squeezed
from baton.integrations.actions.target import Target
from baton.integrations.rules.legacy import gaps
from baton.integrations.rules.legacy import tables as files
from baton.integrations.rules.legacy.rows import Row
from baton.outcomes.actions.bulk import NewReading, take_many
from baton.outcomes.rules.travelled import Stage
from baton.partnership.rules.profile_codes import MeetingCode
from baton.people.actions.agreement import record_many as record_agreements
from baton.people.actions.records import NewAgreement
from baton.people.rules.facts import AgreementStatus, Purpose
from baton.workforce import actions as workforce
from baton.workforce.actions import NewAttendance, NewAudit

NOT_RECORDED = "not recorded"
NOT_BEFORE_BATON = "Not recorded before Baton"
LONGEST_METHOD = 40
"""Characters of the way in which somebody agreed; longer words are kept whole as the reason."""


def kept(target: Target, file: str) -> list[Row]:
    """Return the new rows of a file that a record can be made of."""
    return [row for row in target.of(file) if not gaps.is_left_out(row)]


def consents(target: Target) -> None:
    """Record what people agreed to."""
    rows = kept(target, files.CONSENTS)
    written = record_agreements([_agreement(target, row) for row in rows], by=None, at=target.at)
    for row, agreement in zip(rows, written, strict=True):
        target.wrote(row, agreement)


def _agreement(target: Target, row: Row) -> NewAgreement:
    case = target.cases[row["case_id"]]
    shares = row["kind"] == "sharing"
    agency = target.names.organisation(row.text("agency"))
    words = "" if agency else row.text("agency") or (NOT_RECORDED if shares else "")
    status = AgreementStatus(row["status"] or AgreementStatus.NOT_ASKED)
    method = row.text("method")
    reason = NOT_BEFORE_BATON if status is AgreementStatus.NOT_ASKED else ""
    if len(method) > LONGEST_METHOD:
        reason = f"{reason} {method}".strip()
    return NewAgreement(
        person_id=target.people[row["person_id"]],
        family_id=case.family_id,
        purpose=Purpose.SHARE if shares else Purpose.SERVICE,
        status=status,
        on=row["on"] or case.opened_on,
        agency_id=agency.pk if agency else None,
        agency_words=words,
        reason=reason,
        method=method[:LONGEST_METHOD],
        case_id=case.pk,
    )


def assessments(target: Target) -> None:
    """Keep assessments, completed ones as authorised."""
    rows = kept(target, files.ASSESSMENTS)
    written = bulk.assess_many([_assessment(target, row) for row in rows], by=None, at=target.at)
    for row, assessment in zip(rows, written, strict=True):
        target.wrote(row, assessment)


def _assessment(target: Target, row: Row) -> NewAssessment:
    case = target.cases[row["case_id"]]
    organisation = target.names.organisation(row.text("organisation"))
    return NewAssessment(
        case=case,
        started_on=gaps.started_on(row, case.opened_on),
        completed_on=row["completed_on"],
        organisation=organisation,
        imported_organisation="" if organisation else squeezed(row.text("organisation")),
        imported_ref=target.ref(row["assessment_id"]),
    )


def meetings(target: Target) -> None:
    """Keep meetings that were held."""
    rows = kept(target, files.MEETINGS)
    new = [
        PastMeeting(
            case=case,
            kind=MeetingCode(row["kind"] or MeetingCode.TAF),
            held_on=row["held_on"] or case.opened_on,
            imported_ref=target.ref(row.key),
        )
        for row in rows
        for case in [target.cases[row["case_id"]]]
    ]
    for row, meeting in zip(rows, bulk_meeting.hold_many(new, by=None, at=target.at), strict=True):
        target.wrote(row, meeting)


def plans(target: Target) -> None:
    """Keep plans. Their owners stay names: an action by itself opens no family to anybody."""
    rows = kept(target, files.ACTIONS)
    new = [
        PastAction(
            case=target.cases[row["case_id"]],
            words=row.text("action") or NOT_RECORDED,
            outcome=row.text("outcome"),
            owner_words=row.text("owner"),
            measure=row.text("measure"),
            due_on=row["due_on"],
            done_on=row["done_on"],
            imported_ref=target.ref(row.key),
        )
        for row in rows
    ]
    for row, action in zip(rows, bulk_past.plan_many(new, by=None, at=target.at), strict=True):
        target.wrote(row, action)


def readings(target: Target) -> None:
    """Keep scores of the profile's tools."""
    rows = kept(target, files.READINGS)
    new = [
        NewReading(
            person_id=target.people[row["person_id"]],
            family_id=case.family_id,
            case_id=case.pk,
            tool=row["tool"],
            area=row["area"],
            taken_on=row["taken_on"] or case.opened_on,
            stage=Stage(row["stage"] or Stage.REVIEW),
            score=row["score"],
            imported_ref=target.ref(row.key),
        )
        for row in rows
        for case in [target.cases[row["case_id"]]]
    ]
    for row, reading in zip(rows, take_many(new=new, by=None, at=target.at), strict=True):
        target.wrote(row, reading)


def transfers(target: Target) -> None:
    """Keep steps up and down. They make no enquiry; one that was never answered lapsed where its case closed."""
    rows = kept(target, files.TRANSFERS)
    new = [_transfer(target, row) for row in rows]
    for row, transfer in zip(rows, bulk_past.transfer_many(new, by=None, at=target.at), strict=True):
        target.wrote(row, transfer)


def _transfer(target: Target, row: Row) -> PastTransfer:
    case = target.cases[row["case_id"]]
    requested, accepted = row["requested_at"], row["accepted_at"]
    if requested and accepted:
        requested = min(requested, accepted)
    known = target.index.case(row["case_id"])
    closed_on = known["closed_on"] if known else None
    lapsed = None
    if accepted is None and closed_on is not None:
        lapsed = max(filter(None, (requested, moment_of(closed_on, NOON))))
    return PastTransfer(
        case=case,
        direction=Direction(row["direction"]),
        requested_at=requested,
        accepted_at=accepted,
        lapsed_at=lapsed,
        reason=row.text("reason"),
        enquiry=case.enquiry if row["direction"] == Direction.STEP_DOWN else None,
        imported_ref=target.ref(row.key),
    )


NOON = time(12)


def audits(target: Target) -> None:
    """Keep audits of case files."""
    rows = kept(target, files.AUDITS)
    new = []
    for row in rows:
        auditor = target.names.practitioner(row.text("auditor"))
        new.append(
            NewAudit(
                case=target.cases[row["case_id"]],
                audited_on=row["audited_on"],
                grade=row.text("grade"),
                auditor=auditor[0] if auditor else None,
                imported_auditor="" if auditor else row.text("auditor"),
                imported_ref=target.ref(row["audit_id"]),
            )
        )
    for row, audit in zip(rows, workforce.audit_many(new=new, by=None, at=target.at), strict=True):
        target.wrote(row, audit)


def training(target: Target) -> None:
    """Keep who attended which course."""
    rows = kept(target, files.TRAINING)
    new = []
    for row in rows:
        attended = target.names.practitioner(row.text("practitioner"))
        new.append(
            NewAttendance(
                course=row.text("course") or NOT_RECORDED,
                held_on=row["held_on"],
                organisation_type=row.text("organisation_type"),
                practitioner=attended[0] if attended else None,
                imported_name="" if attended else row.text("practitioner"),
                imported_ref=target.ref(row.key),
            )
        )
    for row, attendance in zip(rows, workforce.attend_many(new=new, by=None, at=target.at), strict=True):
        target.wrote(row, attendance)

"""What becomes of cases, leads, the register, agreement, assessments and duties."""

from baton.casework.models import (
    Allocation,
    Assessment,
    AssessmentPart,
    AssessmentSubmission,
    Case,
    CaseSpan,
    Duty,
    InformationRead,
    Pause,
    Proposal,
    ReviewRegisterEntry,
    SafeguardingBasis,
    StandIn,
)
from baton.core.lifecycle import IN, After, Keep, KeptWith, Lifecycle, Scrub, ask, fields, out, refuse_if

CASE_YEARS = 25
"""Until the youngest child is grown up: authorities keep early-help assessments to the 25th birthday
(domain notes (g), local examples; no national rule)."""

WITH_CASE = KeptWith("case")
WITH_ASSESSMENT = KeptWith("assessment")

LIFECYCLE = {
    Case: Lifecycle(
        link={"family": refuse_if("both families have an open case: close or transfer one first")},
        keep=Keep(after=After.CASE_CLOSED, years=CASE_YEARS),
        subject_access=IN,
        scrub=fields(
            keep="reference origin support state opened_on allocated_on",
            blank="imported_ref",
        ),
    ),
    CaseSpan: Lifecycle(
        keep=WITH_CASE,
        subject_access=IN,
        scrub=fields(
            keep="opened_on closed_on closure_reason objectives_met level_at_allocation level_at_closure",
            blank="what_next family_view not_asked_reason readings_reason reopened_reason",
        ),
    ),
    Allocation: Lifecycle(
        keep=WITH_CASE,
        subject_access=IN,
        scrub=fields(
            keep="lead_agency_type from_on to_on",
            blank="imported_practitioner imported_organisation ended_reason",
        ),
    ),
    Proposal: Lifecycle(
        keep=WITH_CASE,
        subject_access=IN,
        scrub=fields(
            keep="level asked_at answer_due_on state answered_at refusal",
            blank="reasons message answer",
        ),
    ),
    StandIn: Lifecycle(keep=WITH_CASE, subject_access=IN, scrub=fields(keep="from_on to_on", blank="reason")),
    ReviewRegisterEntry: Lifecycle(
        keep=WITH_CASE,
        subject_access=IN,
        scrub=fields(
            keep="entered_on screened_at screen_outcome information_asked_at information_received_at "
            "settled_on disposal",
            blank="screen_note information_asked information_received reason",
        ),
    ),
    SafeguardingBasis: Lifecycle(keep=WITH_CASE, subject_access=IN, scrub=Scrub.ROW),
    InformationRead: Lifecycle(keep=WITH_CASE, subject_access=IN, scrub=fields(keep="read_at")),
    Pause: Lifecycle(keep=WITH_CASE, subject_access=IN, scrub=Scrub.ROW),
    Duty: Lifecycle(
        keep=WITH_CASE,
        subject_access=out("it says what a practitioner owes by when, nothing about anybody"),
        scrub=Scrub.ROW,
    ),
    Assessment: Lifecycle(
        keep=WITH_CASE,
        subject_access=IN,
        scrub=fields(
            keep="number state started_on due_on submitted_at completed_on authorised_at",
            blank="imported_organisation returned_reason imported_ref",
        ),
    ),
    AssessmentPart: Lifecycle(
        link={"person": ask("both people have a part of the same section in one assessment")},
        keep=WITH_ASSESSMENT,
        subject_access=IN,
        scrub=Scrub.ROW,
    ),
    AssessmentSubmission: Lifecycle(keep=WITH_ASSESSMENT, subject_access=IN, scrub=Scrub.ROW),
}

"""What becomes of plans, teams, meetings and transfers."""

from baton.casework.models import (
    ActionProgress,
    Attendance,
    CaseDocument,
    LiaisonNote,
    Meeting,
    MeetingDecision,
    Outcome,
    PlanAction,
    Review,
    TeamMember,
    Transfer,
)
from baton.core.lifecycle import IN, REPOINT, After, Keep, KeptWith, Lifecycle, Scrub, fields

WITH_CASE = KeptWith("case")
WITH_MEETING = KeptWith("meeting")

LIFECYCLE = {
    LiaisonNote: Lifecycle(
        keep=Keep(after=After.WRITTEN, years=6),
        subject_access=IN,
        scrub=fields(keep="agreed_on at", blank="text"),
    ),
    CaseDocument: Lifecycle(
        # One that was withdrawn is kept as long as the others: somebody may have acted on it. Its file goes when its
        # digest is blanked (`documents.tasks.tidy`).
        keep=WITH_CASE,
        subject_access=IN,
        scrub=fields(
            keep="kind dated_on audience readers file_kind size state scanned_at added_at withdrawn_at",
            blank="title digest",
            replace="withdrawn_reason",
        ),
    ),
    Outcome: Lifecycle(
        link={"person": REPOINT},
        keep=WITH_CASE,
        subject_access=IN,
        scrub=fields(keep="need state set_on settled_on position", blank="words settled_reason"),
    ),
    PlanAction: Lifecycle(
        link={"owner_person": REPOINT},
        keep=WITH_CASE,
        subject_access=IN,
        scrub=fields(
            keep="due_on set_on state done_on settled_at position",
            blank="words owner_words measure settled_words imported_ref",
        ),
    ),
    TeamMember: Lifecycle(keep=WITH_CASE, subject_access=IN, scrub=Scrub.ROW),
    Meeting: Lifecycle(
        keep=WITH_CASE,
        subject_access=IN,
        scrub=fields(
            keep="kind state planned_for starts_at held_on threshold_considered next_on recorded_at",
            blank="place child_voice family_view notes cancelled_reason imported_ref",
        ),
    ),
    Attendance: Lifecycle(link={"person": REPOINT}, keep=WITH_MEETING, subject_access=IN, scrub=Scrub.ROW),
    MeetingDecision: Lifecycle(keep=WITH_MEETING, subject_access=IN, scrub=Scrub.ROW),
    ActionProgress: Lifecycle(
        keep=WITH_MEETING, subject_access=IN, scrub=fields(keep="standing", blank="note")
    ),
    Review: Lifecycle(
        keep=WITH_MEETING, subject_access=IN, scrub=fields(keep="level decision", blank="reason")
    ),
    Transfer: Lifecycle(
        keep=WITH_CASE,
        subject_access=IN,
        scrub=fields(
            keep=(
                "direction sharing basis family_told requested_at reason_code level objectives_met packet "
                "state answered_at"
            ),
            blank="to_words from_words reason family_view basis_reason why_not_told answered_by_words "
            "answer_reason imported_ref",
        ),
    ),
}

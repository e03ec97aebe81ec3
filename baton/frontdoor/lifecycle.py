"""What becomes of the front door's records: linked, kept, copied for the person, scrubbed."""

from baton.core.lifecycle import (
    IN,
    OURS,
    REPOINT,
    After,
    Keep,
    KeptWith,
    Lifecycle,
    Model,
    Scrub,
    ask,
    fields,
    out,
)
from baton.frontdoor.models import (
    Check,
    Decision,
    Enquiry,
    EnquiryDocument,
    EnquiryPause,
    EnquiryPerson,
    Exclusion,
    InformationNote,
    InformationReply,
    InformationRequest,
    SafeguardingStop,
    SavedFilter,
    SpecialistRequest,
    Telling,
)

YEARS_WITHOUT_CASE = 6
"""Counted from a family's last enquiry or case. Ours: the documents give no period."""

LIFECYCLE: dict[Model, Lifecycle] = {
    Enquiry: Lifecycle(
        link={"family": REPOINT},
        keep=Keep(after=After.FAMILY_CLOSED, years=YEARS_WITHOUT_CASE, source=OURS),
        subject_access=IN,
        scrub=fields(
            keep=(
                "reference received_at keyed_at channel state urgency target_at due_at claimed_at source_type "
                "by_family safe_to_ring safe_to_text safe_to_write safe_to_leave_message address_confidential "
                "linked_at family_knows family_agrees needs transfer_kind"
            ),
            blank=(
                "source_name enquirer_name enquirer_role enquirer_phone enquirer_email contact_note address "
                "postcode worries going_well tried family_wants not_asked_because asks_for safety_note "
                "interpreter_language transfer_from proposed_lead imported_ref"
            ),
        ),
    ),
    EnquiryPerson: Lifecycle(
        link={"person": ask("both people are named in the same enquiry")},
        keep=KeptWith("enquiry"),
        subject_access=IN,
        scrub=fields(
            keep="position role age_given relationship matched_at",
            blank="given_names family_name address postcode school phone",
            year="date_of_birth expected_on",
        ),
    ),
    EnquiryDocument: Lifecycle(
        # One that was withdrawn is kept as long as the others: somebody may have acted on it. Its file goes when its
        # digest is blanked (`documents.tasks.tidy`).
        keep=KeptWith("enquiry"),
        subject_access=IN,
        scrub=fields(
            keep="kind dated_on audience readers file_kind size state scanned_at added_at withdrawn_at",
            blank="title digest",
            replace="withdrawn_reason",
        ),
    ),
    Exclusion: Lifecycle(
        keep=KeptWith("enquiry"),
        subject_access=out("it says how an enquiry was kept, nothing about a person"),
        scrub=fields(keep="kind from_at to_at", blank="reason"),
    ),
    EnquiryPause: Lifecycle(
        keep=KeptWith("enquiry"),
        subject_access=out("it says why a clock stood still, nothing about a person"),
        scrub=fields(keep="from_at to_at", blank="reason"),
    ),
    Check: Lifecycle(
        keep=KeptWith("enquiry"),
        subject_access=IN,
        scrub=fields(keep="kind answer at", blank="note"),
    ),
    InformationNote: Lifecycle(
        keep=KeptWith("enquiry"),
        subject_access=IN,
        scrub=fields(keep="at", blank="source text"),
    ),
    InformationRequest: Lifecycle(
        keep=KeptWith("enquiry"),
        subject_access=IN,
        scrub=fields(
            keep="purpose about asked_at due_at reminders reminded_at opened_at closed_at closed_because",
            blank="to_name questions opened_by closed_note",
            replace="to_email",
        ),
    ),
    InformationReply: Lifecycle(
        keep=KeptWith("request"),
        subject_access=IN,
        scrub=fields(keep="answer at", blank="text name role phone"),
    ),
    SpecialistRequest: Lifecycle(
        keep=KeptWith("enquiry"),
        subject_access=IN,
        scrub=fields(
            keep="specialism asked_at due_at reminders reminded_at outcome answered_at closed_at closed_because",
            blank="closed_note",
            replace="question view",
        ),
    ),
    Decision: Lifecycle(
        keep=KeptWith("enquiry"),
        subject_access=IN,
        scrub=fields(
            keep="number outcome leads_to level made_with_enquirer decided_at superseded_at taken_up_at",
            blank="reason words_for_enquirer no_telling_reason",
        ),
    ),
    Telling: Lifecycle(
        keep=KeptWith("enquiry"),
        subject_access=IN,
        scrub=fields(keep="how told_at"),
    ),
    SavedFilter: Lifecycle(
        keep=Keep(after=After.LEFT, years=0, source=OURS),
        subject_access=out("it says how somebody looks at the board, nothing about a family"),
        scrub=Scrub.ROW,
    ),
    SafeguardingStop: Lifecycle(
        keep=Keep(after=After.WRITTEN, years=YEARS_WITHOUT_CASE, source=OURS),
        subject_access=out("it names a child in words; whoever answers a request searches it by hand"),
        scrub=Scrub.ROW,
    ),
}

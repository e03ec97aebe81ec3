"""Who may open the front door's pages."""

from baton.partnership.matrix import EVERYBODY, RELATIONS, Page
from baton.partnership.rules.roles import HUB, WORKS_WITH_FAMILIES, Role

SCREENERS = frozenset({*(role.value for role in HUB), Role.SAFEGUARDING_LEAD.value})
KEYERS = frozenset(role.value for role in HUB)
MANAGER = frozenset({Role.HUB_MANAGER.value})
STEPS_IN = MANAGER | {Role.SAFEGUARDING_LEAD.value}
ENQUIRERS = frozenset(role.value for role in WORKS_WITH_FAMILIES) | RELATIONS
READERS = SCREENERS | {
    Role.GOVERNANCE_OFFICER.value,
    Role.AUDITOR.value,
    Role.COORDINATOR.value,
    "lead_practitioner",
}

MATRIX = [
    Page("enquiry_board", who=SCREENERS),
    Page("enquiry_download", who=MANAGER),
    Page("enquiry_lists", who=STEPS_IN),
    Page("enquiry_key", who=KEYERS),
    Page("enquiry_new", who=ENQUIRERS),
    Page("enquiry_check", who=ENQUIRERS),
    Page("enquiry_discard", on="draft", who=ENQUIRERS),
    Page("enquiry_mine", who=EVERYBODY),
    Page("enquiry_sent", on="own_enquiry", who=ENQUIRERS),
    Page("enquiry_stop", who=ENQUIRERS),
    Page("enquiry_stopped", on="own_stop", who=ENQUIRERS),
    Page("stop_receipt", on="stop", who=STEPS_IN),
    Page("enquiry_page", on="enquiry", who=READERS, refused=404),
    *(
        Page(name, on="enquiry", who=SCREENERS, method="post")
        for name in (
            "enquiry_claim",
            "enquiry_release",
            "enquiry_checks",
            "enquiry_note",
            "enquiry_urgency",
            "enquiry_place",
            "enquiry_pause",
            "enquiry_decide",
            "enquiry_tell",
            "enquiry_cannot_tell",
            "enquiry_address",
        )
    ),
    *(Page(name, on="enquiry", who=SCREENERS) for name in ("enquiry_link", "enquiry_duplicate")),
    Page("enquiry_document_list", on="enquiry", who=READERS, refused=404),
    Page("enquiry_document_open", on="enquiry", who=READERS, refused=404),
    *(
        Page(f"enquiry_document_{deed}", on="enquiry", who=SCREENERS)
        for deed in ("add", "change", "withdraw")
    ),
    Page("enquiry_agencies", on="enquiry", who=SCREENERS),
    Page("information_request_new", on="enquiry", who=SCREENERS),
    Page("information_request_withdraw", on="enquiry", who=SCREENERS),
    Page("specialist_ask", on="enquiry", who=SCREENERS),
    Page("specialist_withdraw", on="enquiry", who=SCREENERS),
    Page("specialist_queue", who=frozenset()),
    Page("specialist_answer", on="enquiry", who=frozenset()),
    Page("information_request_list", who=SCREENERS),
    *(
        Page(name, who=SCREENERS)
        for name in (
            "enquiry_filters",
            "enquiry_hand_over",
            "enquiry_hand_over_check",
            "enquiry_share_out",
            "enquiry_share_out_check",
        )
    ),
    Page("enquiry_withdraw", on="enquiry", who=MANAGER),
    Page("enquiry_reopen", on="enquiry", who=STEPS_IN),
]

"""Who may do what in casework. Each noun has its own file; `lead` holds what the others ask."""

from baton.casework.permissions.agreement import can_go_on_without, can_record_agreement
from baton.casework.permissions.assessment import (
    can_answer_assessment,
    can_start_assessment,
    can_write_assessment,
)
from baton.casework.permissions.case import (
    can_allocate,
    can_arrange_stand_in,
    can_download_cases,
    can_enter_in_register,
    can_hold,
    can_open_case,
    can_read_information,
    can_refuse,
    can_resume,
    can_screen_entry,
    can_see_caseloads,
    can_see_cases,
    can_see_information,
    can_see_register,
    can_see_unled,
    can_see_waiting,
    can_view_case,
    can_work_on,
)
from baton.casework.permissions.document import can_add_document, can_change_document, changing_documents
from baton.casework.permissions.ending import (
    can_answer_transfer,
    can_cancel_transfer,
    can_close_case,
    can_reopen_case,
    can_request_transfer,
    can_see_transfers,
)
from baton.casework.permissions.plan import can_change_team, can_edit_plan, can_settle_action
from baton.casework.permissions.proposal import can_answer_proposal, can_withdraw_proposal

__all__ = [
    "can_add_document",
    "can_allocate",
    "can_answer_assessment",
    "can_answer_proposal",
    "can_answer_transfer",
    "can_arrange_stand_in",
    "can_cancel_transfer",
    "can_change_document",
    "can_change_team",
    "can_close_case",
    "can_download_cases",
    "can_edit_plan",
    "can_enter_in_register",
    "can_go_on_without",
    "can_hold",
    "can_open_case",
    "can_read_information",
    "can_record_agreement",
    "can_refuse",
    "can_reopen_case",
    "can_request_transfer",
    "can_resume",
    "can_screen_entry",
    "can_see_caseloads",
    "can_see_cases",
    "can_see_information",
    "can_see_register",
    "can_see_transfers",
    "can_see_unled",
    "can_see_waiting",
    "can_settle_action",
    "can_start_assessment",
    "can_view_case",
    "can_withdraw_proposal",
    "can_work_on",
    "can_write_assessment",
    "changing_documents",
]

"""Transfers of all families: those that wait for an answer first."""

from django.http import HttpResponse
from django.shortcuts import render

from baton import journal
from baton.casework.forms.transfers import TransferFilter
from baton.casework.models import Duty, listing
from baton.casework.permissions import can_see_transfers
from baton.casework.permissions.ending import was_asked
from baton.casework.presenters.transfer import TONES
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.transfer import DIRECTION_LABELS, TRANSFER_STATE_LABELS, TransferState
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("family", "Family", ("case__family__name", "id")),
    Column("what", "What is asked"),
    Column("asked", "Asked", ("-requested_at", "id")),
    Column("state", "Answer"),
)


@allowed(can_see_transfers)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the transfers of families the reader may see: to social care and back, to other areas, to other
    leads.
    """
    form = TransferFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = listing.transfers(request.user, chosen, dates.now()).select_related(
        "case__family", "to_organisation", "to_practitioner", "requested_by"
    )
    shown = Listing(
        request, rows, columns=COLUMNS, caption="Transfers", noun="transfer", sort="asked", filters=form
    )
    page = list(shown.page)
    journal.access.seen_many(request, families=[row.case.family_id for row in page], what="list")
    duties = Duty.objects.open().filter(
        subject_id__in=[row.pk for row in page], kind=DutyKind.ANSWER_TRANSFER
    )
    context = {
        "listing": shown,
        "directions": DIRECTION_LABELS,
        "states": TRANSFER_STATE_LABELS,
        "tones": TONES,
        "due": {duty.subject_id: duty.due_on for duty in duties},
        "mine": {row.pk for row in page if was_asked(request.user, row)},
        "waiting": chosen.get("state") in (None, "", TransferState.REQUESTED),
    }
    return render(request, "casework/transfer/all.jinja", context)

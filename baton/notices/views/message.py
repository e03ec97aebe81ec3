"""The list of messages that were sent."""

from django.http import HttpResponse
from django.shortcuts import render

from baton.core import installation
from baton.notices.actions.message import text_of
from baton.notices.forms.message import MessageFilter
from baton.notices.models import Message
from baton.notices.permissions import can_see_addresses, can_see_messages
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("queued", "Written", "queued_at"),
    Column("to", "To", "to_email"),
    Column("subject", "Subject", "subject"),
    Column("status", "Status", "status"),
)


@allowed(can_see_messages)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the messages, the last one first; in a demonstration with what they say, since nobody receives them."""
    filters = MessageFilter(request.GET)
    chosen = filters.cleaned_data.get("status") if filters.is_valid() else ""
    found = Message.objects.select_related("link")
    listing = Listing(
        request,
        found.filter(status=chosen) if chosen else found,
        columns=COLUMNS,
        caption="Sent messages",
        noun="message",
        sort="-queued",
        filters=filters,
    )
    shows_text = installation.kind() == installation.Kind.DEMONSTRATION
    texts = {one.pk: text_of(one) for one in listing.page} if shows_text else {}
    context = {"listing": listing, "texts": texts, "may_see_addresses": can_see_addresses(request.user)}
    return render(request, "notices/message/index.jinja", context)

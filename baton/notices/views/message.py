"""The list of messages that were sent, and sending one again."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from baton.core import installation, wall
from baton.notices.actions import delivery
from baton.notices.actions.message import text_of
from baton.notices.forms.message import LOST, MessageFilter
from baton.notices.models import Bounce, Message
from baton.notices.permissions import can_see_addresses, can_see_bounces, can_see_messages
from baton.notices.rules.delivery import LOST as LOST_STATUSES
from baton.notices.rules.delivery import TONES, Status
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.forms import Form
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("queued", "Written", "queued_at"),
    Column("to", "To", "to_email"),
    Column("subject", "Subject", "subject"),
    Column("status", "Status", "status"),
    Column("again", "Do"),
)


@allowed(can_see_messages)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the messages, the last one first; in a demonstration with what they say, since nobody receives them."""
    filters = MessageFilter(request.GET)
    chosen = filters.cleaned_data.get("status", "") if filters.is_valid() else ""
    listing = Listing(
        request,
        _narrowed(chosen),
        columns=COLUMNS,
        caption="Sent messages",
        noun="message",
        sort="-queued",
        filters=filters,
    )
    shows_text = installation.kind() == installation.Kind.DEMONSTRATION
    context = {
        "listing": listing,
        "texts": {one.pk: text_of(one) for one in listing.page} if shows_text else {},
        "tones": TONES,
        "may_see_addresses": can_see_addresses(request.user),
        "may_see_bounces": can_see_bounces(request.user),
        "lost": Message.objects.listed().filter(status__in=LOST_STATUSES).count(),
    }
    return render(request, "notices/message/index.jinja", context)


def _narrowed(chosen: str) -> QuerySet[Message]:
    found = Message.objects.listed().select_related("link", "digest")
    if chosen == LOST:
        return found.filter(status__in=LOST_STATUSES)
    return found.filter(status=chosen) if chosen else found


@allowed(can_see_messages)
def again(request: PractitionerRequest, message_id: UUID) -> HttpResponse:
    """Ask whether a message that was lost is to be sent again, and do it."""
    message = get_object_or_404(Message.objects.listed(), pk=message_id)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            delivery.try_again(message=message, by=request.user, at=timezone.now())
        except (delivery.NotLost, delivery.AddressDead) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The message is on its way again.")
            return redirect("message_index")
    context = {
        "form": form,
        "message": message,
        "is_unclear": message.status == Status.UNKNOWN,
        "bounce": _bounce_of(message),
        "may_see_addresses": can_see_addresses(request.user),
    }
    return render(request, "notices/message/again.jinja", context)


def _bounce_of(message: Message) -> Bounce | None:
    # That its address does not work is said beside a message that the reader sees anyway.
    with wall.beyond(wall.Purpose.STATUS):
        return Bounce.objects.open().of(message.address).first()

"""Where a link leads that was sent to somebody without an account."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from baton import journal
from baton.core import dates, wall
from baton.frontdoor.models import Decision
from baton.frontdoor.rules.information import PURPOSE as OF_INFORMATION
from baton.frontdoor.rules.telling import PURPOSE as OF_TELLING
from baton.notices.actions import open_link
from baton.notices.models import Link
from baton.partnership import profiles
from baton.partnership.guard import public
from baton.portal.views import information
from baton.ui.forms import Form


@public
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show one answer to somebody without an account, once they press the button; or ask an agency what it knows.

    A mail program that looks at links before their reader does sees nothing.
    """
    with wall.beyond(wall.Purpose.LINK):  # the signed link is for whoever was sent it: they have no account
        made = Link.objects.of_token(token).first()
        if made is not None and made.purpose == OF_INFORMATION:
            return information.by_link(request, made)
        found = Link.objects.of_token(token).open_at(dates.now()).filter(purpose=OF_TELLING).first()
        decision = _decision(found.ref) if found else None
    if found is None or decision is None:
        return render(request, "portal/link/ended.jinja", {"profile": profiles.current()}, status=404)
    form = Form(request.POST or None)
    if request.method != "POST":
        return render(request, "portal/link/open.jinja", {"form": form, "profile": profiles.current()})
    open_link(link=found, at=dates.now())
    journal.access.seen(
        request, family=decision.enquiry.family_id, reason=f"link {decision.enquiry.reference}"
    )
    context = {"decision": decision, "profile": profiles.current()}
    return render(request, "portal/link/answer.jinja", context)


def _decision(ref: UUID) -> Decision | None:
    """Return the decision a link leads to, while it is the one that counts."""
    return Decision.objects.current().filter(pk=ref).select_related("enquiry").first()

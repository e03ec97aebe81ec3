"""A restricted record opened in an emergency: by whom, why, until when, and what somebody thought of it afterwards."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from baton import journal
from baton.partnership import profiles
from baton.partnership.fresh import ask_again, is_fresh
from baton.partnership.guard import PractitionerRequest, allowed, signed_in
from baton.partnership.keeping import rescue
from baton.people import presenters
from baton.people.access import family_scope, get_family_or_refuse, get_restricted_or_404, row_or_404
from baton.people.actions import break_glass as actions
from baton.people.forms.break_glass import BreakGlassFilter, BreakGlassForm, BreakGlassReviewForm
from baton.people.models import BreakGlass
from baton.people.permissions import can_break_glass, can_end_break_glass, can_review_break_glass
from baton.people.presenters.break_glass import use_line
from baton.people.rules.break_glass import Verdict
from baton.people.views.deeds import once, posted
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("opened", "Opened", ("from_at", "pk")),
    Column("who", "By", ("practitioner__name", "from_at")),
    Column("family", "Family", ("family__name", "from_at")),
    Column("reason", "Why", ("reason", "from_at")),
    Column("verdict", "What was found", ("verdict", "from_at")),
)
OPENING = (actions.NotRestricted, actions.NoGoodReason)
REVIEWING = (actions.OwnUse, actions.StillOpen, actions.ReviewedAlready)


@allowed(can_break_glass)
def open_(request: PractitionerRequest, family_id: UUID) -> HttpResponse:
    """Open a restricted record in an emergency, after a fresh sign-in; what one may see already is simply shown."""
    if family_scope(request.user).filter(pk=family_id).exists():
        return redirect("family_page", family_id)
    family = get_restricted_or_404(request, family_id)
    if not is_fresh(request):
        if request.method == "POST":
            rescue(request)  # what was typed waits on this page until the sign-in is fresh again
        return ask_again(request)
    form = BreakGlassForm(posted(request))

    def deed() -> str:
        values = form.values
        actions.open_(
            family=family, reason=values["reason"], note=values["note"], by=request.user, at=timezone.now()
        )
        return reverse("family_page", args=[family_id])

    if form.is_valid() and (answer := once(request, form, deed, refusals=OPENING)):
        return answer
    context = {"form": form, "minutes": profiles.current().restricted_records.break_glass.minutes}
    return render(request, "people/break_glass/open.jinja", context)


@signed_in
@require_POST
def end(request: PractitionerRequest, use_id: UUID) -> HttpResponse:
    """Close a record again before its time: one's own use, or as whoever looks at uses."""
    use = BreakGlass.objects.visible_to(request.user).filter(pk=use_id).first()
    if use is None or not can_end_break_glass(request.user, use):
        raise Http404("There is no such use, or your work does not cover it")
    actions.end(use=use, by=request.user, at=timezone.now())
    messages.success(request, "The record is closed again.")
    own = use.practitioner_id == request.user.pk
    return redirect("my_work") if own else redirect("break_glass_review", use_id)


@allowed(can_review_break_glass)
def index(request: PractitionerRequest) -> HttpResponse:
    """List who opened restricted records in an emergency: what nobody has looked at first, the oldest first."""
    form = BreakGlassFilter(request.GET)
    show = form.cleaned_data["show"] if form.is_valid() else ""
    rows = BreakGlass.objects.for_review_by(request.user).select_related("family", "practitioner")
    shown = Listing(
        request,
        rows.filter(reviewed_at__isnull=show == "waiting") if show else rows,
        columns=COLUMNS,
        caption="Records opened in an emergency",
        noun="record opened",
        nouns="records opened",
        sort="verdict",
        filters=form,
    )
    journal.access.seen_many(request, families=[use.family_id for use in shown.page], what="list")
    return render(request, "people/break_glass/index.jinja", {"listing": shown, "line": use_line})


@allowed(can_review_break_glass)
def review(request: PractitionerRequest, use_id: UUID) -> HttpResponse:
    """Look at one use: who, why, how long; and say whether it was justified."""
    use = row_or_404(BreakGlass.objects.select_related("family", "practitioner", "reviewed_by"), pk=use_id)
    family = get_family_or_refuse(request, use.family_id)
    form = BreakGlassReviewForm(posted(request))

    def deed() -> str:
        values = form.values
        verdict = Verdict(values["verdict"])
        actions.review(
            use=use, verdict=verdict, note=values["review_note"], by=request.user, at=timezone.now()
        )
        return reverse("break_glass_list")

    if form.is_valid() and (answer := once(request, form, deed, refusals=REVIEWING)):
        return answer
    context = {
        "form": form,
        "line": use_line(use),
        "identity": presenters.identity(family, request.user),
        "may_review": use.practitioner_id != request.user.pk,
        "cancel_url": reverse("break_glass_list"),
    }
    return render(request, "people/break_glass/review.jinja", context)

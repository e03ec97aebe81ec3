"""Handing enquiries on, many at once: one's own at the end of a shift, or unclaimed ones, after a preview."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from baton import journal
from baton.core import dates, drafts
from baton.frontdoor.actions import handover as actions
from baton.frontdoor.forms.handover import MARK, QUEUE, HandForm, colleagues, posted_ids
from baton.frontdoor.models import Enquiry
from baton.frontdoor.models.board import placed
from baton.frontdoor.models.enquiry import EnquiryQuerySet
from baton.frontdoor.permissions import can_see_board, can_share_out
from baton.frontdoor.rules.handover import REFUSAL_WORDS
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.forms import Form

FORM = "handover"
HAND_OVER, SHARE_OUT = "hand_over", "share_out"
MOST = 50
"""Enquiries on one page (ours)."""


@allowed(can_see_board)
def hand_over(request: PractitionerRequest) -> HttpResponse:
    """Hand one's own enquiries to a colleague, or back to the queue, each with a note."""
    mine = Enquiry.objects.visible_to(request.user).waiting().filter(claimed_by=request.user)
    return _page(request, HAND_OVER, _first(mine))


@allowed(can_see_board)
def share_out(request: PractitionerRequest) -> HttpResponse:
    """Take unclaimed enquiries on, or share them out among those who screen."""
    free = Enquiry.objects.visible_to(request.user).waiting().filter(claimed_by=None)
    return _page(request, SHARE_OUT, _first(free))


def _first(found: EnquiryQuerySet) -> list[Enquiry]:
    """Return the enquiries that stand first on the board."""
    return list(placed(found, dates.now()).order_by(F("place"), "due_at", "pk")[:MOST])


@allowed(can_see_board)
def check_hand_over(request: PractitionerRequest) -> HttpResponse:
    """Show what will happen to one's own enquiries, and do it."""
    return _check(request, HAND_OVER)


@allowed(can_see_board)
def check_share_out(request: PractitionerRequest) -> HttpResponse:
    """Show which unclaimed enquiries go to whom, and do it."""
    return _check(request, SHARE_OUT)


def _page(request: PractitionerRequest, name: str, found: Sequence[Enquiry]) -> HttpResponse:
    """Take what is to be handed on, keep it as a draft, and lead to the preview."""
    if request.method == "POST":
        form = _form(request, name, request.POST)
        if not form.is_valid():
            return _form_page(request, name, form, status=422)
        drafts.save(
            owner_key=str(request.user.pk),
            form=FORM,
            subject=name,
            data=dict(request.POST.lists()),
            at=dates.now(),
        )
        return redirect(f"enquiry_{name}_check")
    draft = _draft(request, name)
    typed = None if draft is None else {key: draft[key] for key in draft if not key.startswith(MARK)}
    return _form_page(request, name, HandForm(draft=typed, enquiries=found, choices=_choices(request, name)))


def _form(request: PractitionerRequest, name: str, data: QueryDict) -> HandForm:
    """Return the form as it was sent, with the enquiries that stood on it then."""
    posted = Enquiry.objects.visible_to(request.user).filter(pk__in=posted_ids(data))
    return HandForm(data, enquiries=list(posted), choices=_choices(request, name))


def _choices(request: PractitionerRequest, name: str) -> list[tuple[str, str]]:
    if name == HAND_OVER:
        return [(QUEUE, "Back to the queue"), *colleagues(request.user)]
    others = colleagues(request.user) if can_share_out(request.user) else []
    return [(str(request.user.pk), "Me"), *others]


def _draft(request: PractitionerRequest, name: str) -> QueryDict | None:
    draft = drafts.load(owner_key=str(request.user.pk), form=FORM, subject=name)
    return None if draft is None else drafts.as_post(draft)


def _check(request: PractitionerRequest, name: str) -> HttpResponse:
    data = _draft(request, name)
    form = None if data is None else _form(request, name, data)
    if form is None or not form.is_valid():
        return redirect(f"enquiry_{name}")
    if request.method == "POST":
        return _hand(request, name, form)
    _seen(request, form)
    context = {"form": Form(), "name": name, "to": form.receiver, "handed": form.handed}
    return render(request, "frontdoor/handover/preview.jinja", context)


def _hand(request: PractitionerRequest, name: str, form: HandForm) -> HttpResponse:
    """Do what the preview said; what was refused stands on the form again with its note and the reason."""
    outcome = actions.hand_over(handed=form.handed, to=form.receiver, by=request.user, at=dates.now())
    drafts.discard(owner_key=str(request.user.pk), form=FORM, subject=name)
    if outcome.done:
        whom = form.receiver.name if form.receiver else "the queue"
        count = len(outcome.done)
        messages.success(request, f"{count} {'enquiry' if count == 1 else 'enquiries'} handed to {whom}.")
    if not outcome.refused:
        return redirect("enquiry_board")
    refused = list(Enquiry.objects.filter(pk__in=[one.enquiry.pk for one, _ in outcome.refused]))
    typed = {key: form.data[key] for key in form.data if not key.startswith(MARK)}
    again = HandForm(draft=typed, enquiries=refused, choices=_choices(request, name))
    said = [(one.enquiry.reference, REFUSAL_WORDS[why]) for one, why in outcome.refused]
    return _form_page(request, name, again, status=409, refused=said)


def _form_page(
    request: PractitionerRequest,
    name: str,
    form: HandForm,
    *,
    status: int = 200,
    refused: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    _seen(request, form)
    context = {
        "form": form,
        "form_action": reverse(f"enquiry_{name}"),
        "refused": refused,
        "urgency_words": profiles.current().urgencies.label,
    }
    return render(request, f"frontdoor/handover/{name}.jinja", context, status=status)


def _seen(request: PractitionerRequest, form: HandForm) -> None:
    families = {one.family_id for one in form.enquiries if one.family_id}
    journal.access.seen_many(request, families=families, what="list")

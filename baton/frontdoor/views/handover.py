"""Handing enquiries on, many at once: one's own at the end of a shift, or unclaimed ones, after a preview."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from baton import journal
from baton.core import dates, drafts
from baton.frontdoor.actions import handover as actions
from baton.frontdoor.forms.board import BoardFilter
from baton.frontdoor.forms.handover import MARK, QUEUE, HandForm, colleagues, posted_ids
from baton.frontdoor.models import Enquiry
from baton.frontdoor.models.board import placed, to_claim, with_cards
from baton.frontdoor.models.enquiry import EnquiryQuerySet
from baton.frontdoor.permissions import can_see_board, can_share_out
from baton.frontdoor.presenters.board import Card, cards
from baton.frontdoor.rules.handover import REFUSAL_WORDS
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Practitioner
from baton.ui.forms import Form
from baton.ui.lists import chips

FORM = "handover"
HAND_OVER, SHARE_OUT = "hand_over", "share_out"
MOST = 50
"""Enquiries on one page (ours)."""


@allowed(can_see_board)
def hand_over(request: PractitionerRequest) -> HttpResponse:
    """Hand one's own enquiries to a colleague, or back to the queue, each with a note."""
    mine = Enquiry.objects.visible_to(request.user).waiting().filter(claimed_by=request.user)
    return _page(request, HAND_OVER, mine)


@allowed(can_see_board)
def share_out(request: PractitionerRequest) -> HttpResponse:
    """Take unclaimed enquiries on, or share them out among those who screen; narrowed as the board was."""
    filters = BoardFilter(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    return _page(request, SHARE_OUT, to_claim(request.user, chosen, dates.now()))


def _first(found: EnquiryQuerySet) -> list[Enquiry]:
    """Return the enquiries that stand first on the board, with what their cards show."""
    now = dates.now()
    return list(with_cards(placed(found, now), now).order_by(F("place"), "due_at", "pk")[:MOST])


@allowed(can_see_board)
def check_hand_over(request: PractitionerRequest) -> HttpResponse:
    """Show what will happen to one's own enquiries, and do it."""
    return _check(request, HAND_OVER)


@allowed(can_see_board)
def check_share_out(request: PractitionerRequest) -> HttpResponse:
    """Show which unclaimed enquiries go to whom, and do it."""
    return _check(request, SHARE_OUT)


def _page(request: PractitionerRequest, name: str, found: EnquiryQuerySet) -> HttpResponse:
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
    draft, enquiries = _draft(request, name), _first(found)
    form = HandForm(
        draft=None if draft is None else _typed(draft, enquiries, ticked=name == HAND_OVER),
        enquiries=enquiries,
        choices=_choices(request, name),
        ticked=name == HAND_OVER,
        to=str(request.user.pk) if name == SHARE_OUT else "",
    )
    return _form_page(request, name, form, count=found.count())


def _typed(draft: QueryDict, enquiries: Sequence[Enquiry], *, ticked: bool) -> dict[str, str]:
    """Return what was typed, without the marks of then; what came since stands as it would on a page of its own."""
    typed = {key: str(draft[key]) for key in draft if not key.startswith(MARK)}
    since = [one for one in enquiries if ticked and f"{MARK}{one.pk}" not in draft]
    return typed | {f"take-{one.pk}": "yes" for one in since}


def _form(request: PractitionerRequest, name: str, data: QueryDict) -> HandForm:
    """Return the form as it was sent, with the enquiries that stood on it then."""
    posted = Enquiry.objects.visible_to(request.user).filter(pk__in=posted_ids(data))
    return HandForm(data, enquiries=_first(posted), choices=_choices(request, name))


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
    if data is None and request.method == "POST":
        messages.warning(request, "This was done already, or in another window. Look what is left.")
    form = None if data is None else _form(request, name, data)
    if form is None or not form.is_valid():
        return redirect(f"enquiry_{name}")
    if request.method == "POST":
        return _hand(request, name, form)
    _seen(request, form)
    context = {
        "form": Form(),
        "name": name,
        "to": form.receiver,
        "takes_on": name == SHARE_OUT and form.receiver == request.user,
        "handed": form.handed,
        "cards": _cards(form),
    }
    return render(request, "frontdoor/handover/preview.jinja", context)


def _hand(request: PractitionerRequest, name: str, form: HandForm) -> HttpResponse:
    """Do what the preview said; what was refused stands on the form again with its note and the reason."""
    outcome = actions.hand_over(handed=form.handed, to=form.receiver, by=request.user, at=dates.now())
    drafts.discard(owner_key=str(request.user.pk), form=FORM, subject=name)
    if outcome.done:
        messages.success(request, _done_words(len(outcome.done), form.receiver, request.user))
    if not outcome.refused:
        return redirect("enquiry_board")
    refused = _first(Enquiry.objects.filter(pk__in=[one.enquiry.pk for one, _ in outcome.refused]))
    typed = {key: form.data[key] for key in form.data if not key.startswith(MARK)}
    again = HandForm(draft=typed, enquiries=refused, choices=_choices(request, name))
    said = [(one.enquiry.reference, REFUSAL_WORDS[why]) for one, why in outcome.refused]
    return _form_page(request, name, again, status=409, refused=said)


def _done_words(count: int, to: Practitioner | None, by: Practitioner) -> str:
    """Say what became of some enquiries."""
    what = f"{count} {'enquiry' if count == 1 else 'enquiries'}"
    if to == by:
        return f"{what} claimed. They stand in your work."
    return f"{what} handed to {to.name}." if to else f"{what} put back into the queue."


def _form_page(
    request: PractitionerRequest,
    name: str,
    form: HandForm,
    *,
    status: int = 200,
    refused: Sequence[tuple[str, str]] = (),
    count: int = 0,
) -> HttpResponse:
    _seen(request, form)
    context = {
        "form": form,
        "form_action": reverse(f"enquiry_{name}"),
        "refused": refused,
        "cards": _cards(form),
        "more": max(0, count - MOST),
        "most": MOST,
        "chips": chips(BoardFilter(request.GET), request.GET) if name == SHARE_OUT else (),
    }
    return render(request, f"frontdoor/handover/{name}.jinja", context, status=status)


def _cards(form: HandForm) -> dict[UUID, Card]:
    """Return what the board shows of each enquiry on the form."""
    return {card.enquiry.pk: card for card in cards(form.enquiries, dates.now())}


def _seen(request: PractitionerRequest, form: HandForm) -> None:
    families = {one.family_id for one in form.enquiries if one.family_id}
    journal.access.seen_many(request, families=families, what="list")

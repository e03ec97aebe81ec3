"""Keying an enquiry that came by phone, e-mail, paper, drop-in or transfer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baton.core import dates, drafts
from baton.frontdoor.actions.claim import claim
from baton.frontdoor.actions.receipt import receive
from baton.frontdoor.actions.values import NewEnquiry
from baton.frontdoor.forms.keying import KeyForm
from baton.frontdoor.forms.people import are_right, named_people, people_forms
from baton.frontdoor.permissions import can_key_enquiry
from baton.frontdoor.rules.enquiry import Channel
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.forms import SAVE_FOR_LATER

FORM = "keyed_enquiry"
SUBJECT = "new"


@allowed(can_key_enquiry)
def key(request: PractitionerRequest) -> HttpResponse:
    """Write down what came, when, and from whom; kept as a draft until it is saved."""
    if request.method == "POST":
        return _typed(request)
    draft = drafts.load(owner_key=str(request.user.pk), form=FORM, subject=SUBJECT)
    kept = draft.data if draft else None
    return _form_page(request, KeyForm(draft=kept), people_forms(draft=kept))


def _typed(request: PractitionerRequest) -> HttpResponse:
    people = people_forms(data=request.POST)
    if SAVE_FOR_LATER in request.POST:
        return _keep(request, people)
    if people.pressed:
        return _form_page(request, KeyForm(draft=request.POST), people)
    form = KeyForm(request.POST)
    if not all([form.is_valid(), are_right(people)]):
        return _form_page(request, form, people)
    return redirect(_receive(request, form, people))


def _keep(request: PractitionerRequest, people: Any) -> HttpResponse:
    data = dict(request.POST.lists())
    try:
        drafts.save(owner_key=str(request.user.pk), form=FORM, subject=SUBJECT, data=data, at=dates.now())
    except drafts.DraftTooLarge as fault:
        form = KeyForm(request.POST)
        form.add_error(None, str(fault))
        return _form_page(request, form, people)
    return redirect("enquiry_board")


def _receive(request: PractitionerRequest, form: KeyForm, people: Any) -> str:
    typed, now = form.cleaned_data, dates.now()
    new = NewEnquiry(
        received_at=typed["received_at"],
        channel=Channel(typed["channel"]),
        enquirer=form.enquirer(),
        said=form.said(),
        people=named_people(people),
        urgency=form.urgency_chosen,
        transfer_kind=form.transfer,
        transfer_from=typed["transfer_from"],
        proposed_lead=typed["proposed_lead"],
    )
    enquiry = receive(new=new, by=request.user, at=now)
    if typed["screen_now"]:
        claim(enquiry=enquiry, by=request.user, at=now)
    drafts.discard(owner_key=str(request.user.pk), form=FORM, subject=SUBJECT)
    return reverse("enquiry_page", args=[enquiry.pk])


def _form_page(request: PractitionerRequest, form: KeyForm, people: Any) -> HttpResponse:
    context = {
        "form": form,
        "people": people,
        "profile": profiles.current(),
        "autosave_url": reverse("draft_save", kwargs={"form": FORM, "subject": SUBJECT}),
    }
    return render(request, "frontdoor/enquiry/key.jinja", context)

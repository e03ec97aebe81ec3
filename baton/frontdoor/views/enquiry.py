"""A practitioner's enquiry: written, checked, sent; and what became of it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from baton.core import dates, drafts
from baton.core.models import Draft
from baton.frontdoor.actions.receipt import receive
from baton.frontdoor.actions.values import Enquirer, NewEnquiry
from baton.frontdoor.forms.enquiry import EnquiryForm
from baton.frontdoor.forms.people import are_right, named_people, people_forms
from baton.frontdoor.models import Enquiry
from baton.frontdoor.permissions import can_make_enquiry
from baton.frontdoor.presenters import said, status
from baton.frontdoor.rules.enquiry import Channel
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed, signed_in
from baton.ui.forms import SAVE_FOR_LATER, Form
from baton.ui.lists import Column, Listing

FORM = "enquiry"
STOP = "stop"
LONGEST_KEY = 32
COLUMNS = (
    Column("reference", "Reference", "reference"),
    Column("received", "Sent", "received_at"),
    Column("about", "About"),
    Column("status", "Where it stands"),
)


@allowed(can_make_enquiry)
def new(request: PractitionerRequest) -> HttpResponse:
    """Write an enquiry; it is kept as a draft until it is sent, so nothing typed is lost."""
    key = _key(request)
    if request.method == "POST":
        return _typed(request, key)
    draft = drafts.load(owner_key=_owner(request), form=FORM, subject=key)
    kept = draft.data if draft else None
    form = EnquiryForm(practitioner=request.user, draft=kept)
    people = people_forms(draft=kept)
    return _form_page(request, key, form, people, others=_other_drafts(request, key))


def _typed(request: PractitionerRequest, key: str) -> HttpResponse:
    people = people_forms(data=request.POST)
    try:
        _keep(request, key)
    except drafts.DraftTooLarge as fault:
        form = EnquiryForm(request.POST, practitioner=request.user)
        form.add_error(None, str(fault))
        return _form_page(request, key, form, people)
    if SAVE_FOR_LATER in request.POST:
        return redirect("enquiry_mine")
    if STOP in request.POST:
        return redirect(f"{reverse('enquiry_stop')}?draft={key}")
    if people.pressed:
        return _form_page(request, key, EnquiryForm(practitioner=request.user, draft=request.POST), people)
    form = EnquiryForm(request.POST, practitioner=request.user)
    if _is_whole(form, people):
        return redirect(f"{reverse('enquiry_check')}?draft={key}")
    return _form_page(request, key, form, people)


def _is_whole(form: EnquiryForm, people: Any) -> bool:
    """Judge both, so that every fault shows at once."""
    return all([form.is_valid(), are_right(people)])


def _form_page(
    request: PractitionerRequest,
    key: str,
    form: EnquiryForm,
    people: Any,
    others: list[said.DraftLine] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "people": people,
        "draft_key": key,
        "others": others or [],
        "profile": profiles.current(),
        "autosave_url": reverse("draft_save", kwargs={"form": FORM, "subject": key}),
        "draft_page": f"{reverse('enquiry_new')}?draft={key}",
    }
    return render(request, "frontdoor/enquiry/new.jinja", context)


@allowed(can_make_enquiry)
def check(request: PractitionerRequest) -> HttpResponse:
    """Show what will be sent, once more, and send it."""
    key = _key(request)
    draft = drafts.load(owner_key=_owner(request), form=FORM, subject=key)
    if draft is None:
        messages.warning(request, "It was sent already, or thrown away. What you sent stands below.")
        return redirect("enquiry_mine")
    form = EnquiryForm(_posted(draft), practitioner=request.user)
    people = people_forms(data=_posted(draft))
    if not _is_whole(form, people):
        return redirect(f"{reverse('enquiry_new')}?draft={key}")
    sending = Form(request.POST or None)
    if request.method == "POST" and sending.is_valid():
        return redirect(_send(request, key, form, people))
    change_url = f"{reverse('enquiry_new')}?draft={key}"
    rows = said.rows_to_check(form.cleaned_data, named_people(people), change_url)
    context = {"form": sending, "rows": rows, "draft_key": key, "change_url": change_url}
    return render(request, "frontdoor/enquiry/check.jinja", context)


def _send(request: PractitionerRequest, key: str, form: EnquiryForm, people: Any) -> str:
    now = dates.now()
    practitioner = request.user
    enquirer = Enquirer(
        practitioner=practitioner,
        organisation=form.chosen_organisation,
        name=practitioner.name,
        role=practitioner.job_title,
        phone=form.cleaned_data["enquirer_phone"],
        email=practitioner.email,
        contact_note=form.cleaned_data["contact_note"],
    )
    new_enquiry = NewEnquiry(
        received_at=now,
        channel=Channel.ONLINE,
        enquirer=enquirer,
        said=form.said(),
        people=named_people(people),
        urgency=form.urgency_chosen,
    )
    enquiry = receive(new=new_enquiry, by=practitioner, at=now)
    drafts.discard(owner_key=_owner(request), form=FORM, subject=key)
    return reverse("enquiry_sent", args=[enquiry.pk])


@allowed(can_make_enquiry)
def sent(request: PractitionerRequest, enquiry_id: UUID) -> HttpResponse:
    """Say that an enquiry arrived: its reference, what happens next, and by when."""
    enquiry = get_object_or_404(Enquiry.objects.of_enquirer(request.user), pk=enquiry_id)
    return render(
        request, "frontdoor/enquiry/sent.jinja", {"enquiry": enquiry, "profile": profiles.current()}
    )


@signed_in
def mine(request: PractitionerRequest) -> HttpResponse:
    """List the enquiries one made, and those not sent yet."""
    listing = Listing(
        request,
        _own(request).prefetch_related("people"),
        columns=COLUMNS,
        caption="My enquiries",
        noun="enquiry",
        nouns="enquiries",
        sort="-received",
    )
    statuses = status.by_enquiry(listing.page)
    unsent = [said.draft_line(draft) for draft in _drafts(request)]
    context = {"listing": listing, "statuses": statuses, "drafts": unsent}
    return render(request, "frontdoor/enquiry/mine.jinja", context)


@allowed(can_make_enquiry)
def discard(request: PractitionerRequest, key: str) -> HttpResponse:
    """Throw an unsent enquiry away, after asking."""
    draft = drafts.load(owner_key=_owner(request), form=FORM, subject=key)
    if draft is None:
        raise Http404
    form = Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        drafts.discard(owner_key=_owner(request), form=FORM, subject=key)
        return redirect("enquiry_mine")
    return render(request, "frontdoor/enquiry/discard.jinja", {"form": form, "draft": said.draft_line(draft)})


def own_page(request: PractitionerRequest, enquiry: Enquiry) -> HttpResponse:
    """Show an enquirer where their enquiry stands and what they were told; nothing more."""
    context = {"enquiry": enquiry, "status": status.of(enquiry), "profile": profiles.current()}
    return render(request, "frontdoor/enquiry/own.jinja", context)


def _own(request: PractitionerRequest) -> QuerySet[Enquiry]:
    return Enquiry.objects.of_enquirer(request.user)


def _owner(request: PractitionerRequest) -> str:
    return str(request.user.pk)


def _key(request: PractitionerRequest) -> str:
    """Return the name of the draft this page is about: the one asked for, or a new one."""
    return draft_asked_for(request) or uuid4().hex


def draft_asked_for(request: PractitionerRequest) -> str:
    """Return the name of the draft that the form or the address names, nothing where it can be none."""
    asked = request.POST.get("draft_key") or request.GET.get("draft") or ""
    return asked if _is_key(asked) else ""


def _is_key(text: str) -> bool:
    return text.isascii() and text.isalnum() and len(text) <= LONGEST_KEY


def _keep(request: PractitionerRequest, key: str) -> None:
    drafts.save(
        owner_key=_owner(request), form=FORM, subject=key, data=dict(request.POST.lists()), at=dates.now()
    )


def _posted(draft: Draft) -> QueryDict:
    """Return a draft as a form would have been posted, without the buttons that were pressed."""
    posted = QueryDict(mutable=True)
    for name, values in draft.data.items():
        if not name.endswith(("-add", "-remove")):
            posted.setlist(name, values if isinstance(values, list) else [values])
    return posted


def _drafts(request: PractitionerRequest) -> list[Draft]:
    kept = drafts.of_owner(_owner(request))
    return [draft for draft in kept if draft.form == FORM and _is_key(draft.subject)]


def _other_drafts(request: PractitionerRequest, key: str) -> list[said.DraftLine]:
    return [said.draft_line(draft) for draft in _drafts(request) if draft.subject != key]

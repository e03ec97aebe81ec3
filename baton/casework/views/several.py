"""Asking about several at once, after a preview: cases that nobody leads, and families that wait for a case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from baton import journal
from baton.casework.actions import asking as actions
from baton.casework.actions import proposal
from baton.casework.forms.several import SEEN, SeveralForm, posted
from baton.casework.models import Case, unled
from baton.casework.models.coordinating import coordinators_of
from baton.casework.models.reach import allocatable
from baton.casework.permissions import can_see_unled, can_see_waiting
from baton.casework.presenters.leading import joined, who, why
from baton.casework.presenters.several import candidates_for, choice_words, place_of
from baton.casework.rules.allocation import reasons
from baton.casework.views.choosing import new_proposal
from baton.core import dates, drafts
from baton.frontdoor.models import Enquiry
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Practitioner
from baton.ui.forms import Form

MOST = 25
"""Families on one page (ours)."""


@dataclass(frozen=True)
class Several:
    """A list about whose entries people are asked at once.

    `name` is that of the page, `list_name` that of the list, `page_name` that of the page of one entry. `offered` gives
    what the page begins with, in the order of the list, `within` what may be chosen for, `ask` does it.
    """

    name: str
    list_name: str
    list_words: str
    page_name: str
    empty: str
    offered: Callable[[Practitioner], QuerySet[Any]]
    within: Callable[[Practitioner], QuerySet[Any]]
    ask: Callable[[SeveralForm, Practitioner], actions.Outcome]


def _unled(practitioner: Practitioner) -> QuerySet[Any]:
    """Return the cases about which somebody can be asked now, the longest waiting first."""
    may = allocatable(practitioner).values("pk")
    found = unled.unled(practitioner, {}, dates.now()).filter(pk__in=may, asked_name=None)
    unscreened = {"register_entry__settled_on": None, "register_entry__screened_at": None}
    return found.exclude(register_entry__isnull=False, **unscreened).order_by("unled_since", "pk")


def _cases(practitioner: Practitioner) -> QuerySet[Any]:
    return allocatable(practitioner).select_related("family", "locality")


def _propose(form: SeveralForm, by: Practitioner) -> actions.Outcome:
    asked = [
        actions.Asking(case=about, new=new_proposal(lead), seen_version=seen)
        for about, lead, seen in form.chosen
        if isinstance(about, Case)
    ]
    return actions.propose_many(asked=asked, by=by, at=dates.now())


def _waiting(practitioner: Practitioner) -> QuerySet[Any]:
    """Return the enquiries that wait for a case, the first decided first."""
    return _enquiries(practitioner).with_decisions(dates.now()).order_by("latest_decided_at", "pk")


def _enquiries(practitioner: Practitioner) -> Any:
    found = Enquiry.objects.visible_to(practitioner).awaiting_case()
    return found.select_related("family__locality", "locality")


def _open(form: SeveralForm, by: Practitioner) -> actions.Outcome:
    nearest: dict[Any, Practitioner | None] = {}
    asked = []
    for about, lead, seen in form.chosen:
        if isinstance(about, Enquiry):
            place = place_of(about)
            if place not in nearest:
                nearest[place] = next(iter(coordinators_of(place)), None)
            opening = actions.Opening(
                enquiry=about, new=new_proposal(lead), coordinator=nearest[place], seen_version=seen
            )
            asked.append(opening)
    return actions.open_and_propose_many(asked=asked, profile=profiles.version_now(), by=by, at=dates.now())


OF_UNLED = Several(
    name="allocate_several",
    list_name="unled_list",
    list_words="Cases that nobody leads",
    page_name="case_allocate",
    empty="Cases stand here that nobody leads and about which nobody is asked.",
    offered=_unled,
    within=_cases,
    ask=_propose,
)
OF_WAITING = Several(
    name="open_several",
    list_name="waiting_list",
    list_words="Families waiting for somebody to lead",
    page_name="case_open",
    empty="Families stand here once an enquiry is decided for help and until somebody is asked to lead it.",
    offered=_waiting,
    within=_enquiries,
    ask=_open,
)


@allowed(can_see_unled)
def ask_about_cases(request: PractitionerRequest) -> HttpResponse:
    """Choose who is asked about each of several cases that nobody leads, and go on to the preview."""
    return _choose(request, OF_UNLED)


@allowed(can_see_unled)
def check_cases(request: PractitionerRequest) -> HttpResponse:
    """Show who will be asked about which case, and ask them."""
    return _check(request, OF_UNLED)


@allowed(can_see_waiting)
def ask_about_families(request: PractitionerRequest) -> HttpResponse:
    """Choose who is asked for each of several families that wait for a case, and go on to the preview."""
    return _choose(request, OF_WAITING)


@allowed(can_see_waiting)
def check_families(request: PractitionerRequest) -> HttpResponse:
    """Show for which family a case opens and who will be asked to lead it, and do it."""
    return _check(request, OF_WAITING)


def _choose(request: PractitionerRequest, several: Several) -> HttpResponse:
    if request.method != "POST":
        found = list(several.offered(request.user)[:MOST])
        return _page(request, several, _form(request, found, draft=_draft(request, several)))
    form = _sent(request, several, request.POST)
    if not form.is_valid():
        return _page(request, several, form, status=422)
    drafts.save(**_key(request, several), data=dict(request.POST.lists()), at=dates.now())
    return redirect(f"{several.name}_check")


def _check(request: PractitionerRequest, several: Several) -> HttpResponse:
    data = _draft(request, several)
    form = None if data is None else _sent(request, several, data)
    if form is None or not form.is_valid():
        return redirect(several.name)
    if request.method == "POST":
        return _ask(request, several, form)
    _seen(request, form)
    context = {
        "several": several,
        "form": Form(),
        "asked": [(about, who(lead), joined(why(lead))) for about, lead, _ in form.chosen],
        "opens": several is OF_WAITING,
        "answer_due_on": proposal.answer_due_on(dates.today()),
    }
    return render(request, "casework/several/preview.jinja", context)


def _ask(request: PractitionerRequest, several: Several, form: SeveralForm) -> HttpResponse:
    """Ask as the preview said; what was refused stands on the form again, with the reason."""
    outcome = several.ask(form, request.user)
    drafts.discard(**_key(request, several))
    if outcome.done:
        number = len(outcome.done)
        messages.success(
            request, f"{number} {'family' if number == 1 else 'families'}: they have been asked."
        )
    if not outcome.refused:
        return redirect(several.list_name)
    again = _form(request, _some(request, several, [about.pk for about, _ in outcome.refused]))
    said = [(about.reference, words) for about, words in outcome.refused]
    return _page(request, several, again, status=409, refused=said)


def _form(
    request: PractitionerRequest,
    found: Sequence[Case | Enquiry],
    data: QueryDict | None = None,
    draft: Any = None,
) -> SeveralForm:
    candidates = candidates_for(found, request.user)
    typed = None if draft is None else {key: draft[key] for key in draft if not key.startswith(SEEN)}
    return SeveralForm(data, draft=typed, candidates=candidates, words=choice_words(candidates))


def _sent(request: PractitionerRequest, several: Several, data: QueryDict) -> SeveralForm:
    """Return the form as it was sent, with what stood on the page then, as far as one may still choose for it."""
    return _form(request, _some(request, several, posted(data)), data)


def _some(request: PractitionerRequest, several: Several, ids: Sequence[UUID]) -> list[Case | Enquiry]:
    return list(several.within(request.user).filter(pk__in=ids))


def _key(request: PractitionerRequest, several: Several) -> dict[str, str]:
    return {"owner_key": str(request.user.pk), "form": several.name, "subject": several.list_name}


def _draft(request: PractitionerRequest, several: Several) -> QueryDict | None:
    draft = drafts.load(**_key(request, several))
    return None if draft is None else drafts.as_post(draft)


def _page(
    request: PractitionerRequest,
    several: Several,
    form: SeveralForm,
    *,
    status: int = 200,
    refused: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    _seen(request, form)
    context = {
        "several": several,
        "form": form,
        "form_action": reverse(several.name),
        "refused": refused,
        "why": lambda lead: joined(reasons(lead.candidate)),
    }
    return render(request, "casework/several/choose.jinja", context, status=status)


def _seen(request: PractitionerRequest, form: SeveralForm) -> None:
    families = {one.about.family_id for one in form.candidates if one.about.family_id}
    journal.access.seen_many(request, families=families, what="list")

"""The cases that nobody leads: the list, and asking about several of them at once after a preview."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from baton import journal
from baton.casework.actions import proposal as actions
from baton.casework.forms.several import SEEN, SeveralForm, UnledFilter, posted_cases
from baton.casework.models import Case
from baton.casework.models import unled as rows
from baton.casework.models.reach import allocatable
from baton.casework.permissions import can_see_unled
from baton.casework.presenters.leading import joined, who, why
from baton.casework.presenters.several import candidates_for, choice_words
from baton.casework.presenters.unled import unled
from baton.casework.views.choosing import new_proposal
from baton.core import dates, drafts
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.ui.forms import Form
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("family", "Family", ("family__name", "reference")),
    Column("waits", "Nobody leads", ("unled_since", "reference")),
    Column("asked", "Who is asked"),
    Column("coordinator", profiles.said(lambda words: words.coordinator.start)),
    Column("next", "What to do"),
)
FORM, SUBJECT = "allocate_several", "unled"
MOST = 25
"""Cases on one page (ours)."""


@allowed(can_see_unled)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the cases that nobody leads now, the longest waiting first."""
    form = UnledFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    shown = Listing(
        request,
        rows.unled(request.user, chosen, dates.now()),
        columns=COLUMNS,
        caption="Cases that nobody leads",
        noun="case",
        sort="waits",
        filters=form,
    )
    journal.access.seen_many(request, families=[case.family_id for case in shown.page], what="list")
    rules, today = profiles.current().allocation, dates.today()
    context = {"listing": shown, "lines": {case.pk: unled(case, rules, today) for case in shown.page}}
    return render(request, "casework/unled/index.jinja", context)


@allowed(can_see_unled)
def several(request: PractitionerRequest) -> HttpResponse:
    """Choose who is asked about each of several cases, and go on to the preview."""
    if request.method != "POST":
        return _page(request, _form(request, _waiting(request), draft=_draft(request)))
    form = _form(request, _posted(request, request.POST), request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    key = {"owner_key": str(request.user.pk), "form": FORM, "subject": SUBJECT}
    drafts.save(**key, data=dict(request.POST.lists()), at=dates.now())
    return redirect("allocate_several_check")


@allowed(can_see_unled)
def check_several(request: PractitionerRequest) -> HttpResponse:
    """Show who will be asked about which case, and ask them."""
    data = _draft(request)
    form = None if data is None else _form(request, _posted(request, data), data)
    if form is None or not form.is_valid():
        return redirect("allocate_several")
    if request.method == "POST":
        return _ask(request, form)
    _seen(request, form)
    asked = [(case, who(lead), joined(why(lead))) for case, lead, _ in form.chosen]
    answer_due_on = actions.answer_due_on(dates.today())
    context = {"form": Form(), "asked": asked, "answer_due_on": answer_due_on}
    return render(request, "casework/unled/preview.jinja", context)


def _ask(request: PractitionerRequest, form: SeveralForm) -> HttpResponse:
    """Ask as the preview said; what was refused stands on the form again, with the reason."""
    asked = [
        actions.Asking(case=case, new=new_proposal(lead), seen_version=seen)
        for case, lead, seen in form.chosen
    ]
    outcome = actions.propose_many(asked=asked, by=request.user, at=dates.now())
    drafts.discard(owner_key=str(request.user.pk), form=FORM, subject=SUBJECT)
    if outcome.done:
        number = len(outcome.done)
        messages.success(request, f"{number} {'case' if number == 1 else 'cases'}: they have been asked.")
    if not outcome.refused:
        return redirect("unled_list")
    again = _form(request, list(_some(request, [case.pk for case, _ in outcome.refused])))
    said = [(case.reference, words) for case, words in outcome.refused]
    return _page(request, again, status=409, refused=said)


def _form(
    request: PractitionerRequest, cases: Sequence[Case], data: QueryDict | None = None, draft: Any = None
) -> SeveralForm:
    candidates = candidates_for(cases, request.user)
    typed = None if draft is None else {key: draft[key] for key in draft if not key.startswith(SEEN)}
    return SeveralForm(data, draft=typed, candidates=candidates, words=choice_words(candidates))


def _waiting(request: PractitionerRequest) -> list[Case]:
    """Return the cases about which somebody can be asked now, the longest waiting first."""
    may = allocatable(request.user).values("pk")
    found = rows.unled(request.user, {}, dates.now()).filter(pk__in=may, asked_name=None)
    unscreened = {"register_entry__settled_on": None, "register_entry__screened_at": None}
    return list(
        found.exclude(register_entry__isnull=False, **unscreened).order_by("unled_since", "pk")[:MOST]
    )


def _posted(request: PractitionerRequest, data: QueryDict) -> list[Case]:
    """Return the cases that stood on the page when it was sent, as far as one may still choose for them."""
    return _some(request, posted_cases(data))


def _some(request: PractitionerRequest, ids: Sequence[UUID]) -> list[Case]:
    return list(allocatable(request.user).filter(pk__in=ids).select_related("family", "locality"))


def _draft(request: PractitionerRequest) -> QueryDict | None:
    draft = drafts.load(owner_key=str(request.user.pk), form=FORM, subject=SUBJECT)
    return None if draft is None else drafts.as_post(draft)


def _page(
    request: PractitionerRequest,
    form: SeveralForm,
    *,
    status: int = 200,
    refused: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    _seen(request, form)
    context = {"form": form, "form_action": reverse("allocate_several"), "refused": refused}
    return render(request, "casework/unled/several.jinja", context, status=status)


def _seen(request: PractitionerRequest, form: SeveralForm) -> None:
    families = {one.case.family_id for one in form.candidates}
    journal.access.seen_many(request, families=families, what="list")

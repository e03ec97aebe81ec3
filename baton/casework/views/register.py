"""The review register: older cases that nobody has looked at for a while."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from baton import journal
from baton.casework.actions import case as cases
from baton.casework.actions import register as actions
from baton.casework.forms.register import AskForm, CameForm, EnterForm, RegisterFilter, ScreenForm
from baton.casework.models import Case, ReviewRegisterEntry, listing
from baton.casework.models.coordinating import coordinators
from baton.casework.permissions import can_enter_in_register, can_screen_entry, can_see_register
from baton.casework.presenters.frame import case_frame
from baton.casework.rules.register import ScreenOutcome, Step, steps
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed
from baton.people.access import get_family_or_refuse
from baton.ui.forms import Form
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("family", "Family", ("family__name", "reference")),
    Column("opened", "Opened", ("opened_on", "reference")),
    Column("entered", "In the register since", ("register_entry__entered_on", "reference")),
    Column("stands", "Where it stands", ("register_entry__screened_at", "reference")),
    Column("locality", profiles.said(lambda words: words.locality.start), ("locality__name", "reference")),
)


@allowed(can_see_register)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the cases in the register that the reader may see, the longest there first."""
    form = RegisterFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = listing.listed(listing.in_register(request.user, chosen))
    shown = Listing(
        request,
        found.select_related("register_entry"),
        columns=COLUMNS,
        caption="Review register",
        noun="case",
        sort="entered",
        filters=form,
    )
    journal.access.seen_many(request, families=[case.family_id for case in shown.page], what="list")
    return render(request, "casework/register/index.jinja", {"listing": shown})


@allowed(can_see_register)
def enter(request: PractitionerRequest, family_id: UUID) -> HttpResponse:
    """Enter an older case of a family, found on paper or elsewhere, in the register (R072, R073)."""
    family = get_family_or_refuse(request, family_id)
    require(can_enter_in_register(request.user, family))
    form = EnterForm(request.POST or None, coordinators=coordinators(family.locality))
    if sent(request, form):

        def deed() -> str:
            case = cases.open_for_register(
                family=family,
                **form.answer,
                profile=profiles.version_now(),
                by=request.user,
                at=dates.now(),
            )
            return reverse("register_entry", args=[case.pk])

        said = "The case is in the review register. Screen it for safeguarding first."
        done = do_once(request, form, deed, cases.CaseAlreadyOpen, said=said)
        if done:
            return done
    context = {
        "form": form,
        "family": family,
        "cancel_url": reverse("family_page", args=[family.pk]),
    }
    return render(request, "casework/register/enter.jinja", context)


@allowed(can_see_register)
def entry(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show where an entry stands and what can be done with it."""
    case, row = _load(request, case_id)
    may = can_screen_entry(request.user, case)
    screened = ScreenOutcome(row.screen_outcome) if row.screen_outcome else None
    context = {
        "case_frame": case_frame(standing_of(case), "case"),
        "entry": row,
        "steps": steps(screened=screened, settled=row.settled_on is not None) if may else (),
        "Step": Step,
    }
    return render(request, "casework/register/entry.jinja", context)


@allowed(can_see_register)
def screen(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Record the safeguarding screen."""

    def deed(case: Case, form: Form) -> None:
        outcome = ScreenOutcome(form.values["outcome"])
        actions.screen(case=case, outcome=outcome, note=form.values["note"], by=request.user, at=dates.now())

    return _step(
        request, case_id, ScreenForm, deed, "casework/register/screen.jinja", "The screen is recorded."
    )


@allowed(can_see_register)
def ask(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Record what is asked for before deciding."""

    def deed(case: Case, form: Form) -> None:
        actions.ask_information(case=case, words=form.values["words"], by=request.user, at=dates.now())

    return _step(request, case_id, AskForm, deed, "casework/register/ask.jinja", "Your question is recorded.")


@allowed(can_see_register)
def came(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Record what came back."""

    def deed(case: Case, form: Form) -> None:
        actions.receive_information(case=case, words=form.values["words"], by=request.user, at=dates.now())

    return _step(request, case_id, CameForm, deed, "casework/register/came.jinja", "The answer is recorded.")


def _step(
    request: PractitionerRequest,
    case_id: UUID,
    form_class: type[Form],
    deed: Callable[[Case, Any], None],
    template: str,
    said: str,
) -> HttpResponse:
    case, row = _load(request, case_id)
    require(can_screen_entry(request.user, case))
    form = form_class(request.POST or None)
    back = reverse("register_entry", args=[case.pk])
    if sent(request, form):

        def do() -> str:
            deed(case, form)
            return back

        done = do_once(request, form, do, actions.NotOffered, said=said)
        if done:
            return done
    context = {
        "case_frame": case_frame(standing_of(case), "case"),
        "form": form,
        "entry": row,
        "cancel_url": back,
    }
    return render(request, template, context)


def _load(request: PractitionerRequest, case_id: UUID) -> tuple[Case, ReviewRegisterEntry]:
    case = get_case_or_refuse(request, case_id)
    row: ReviewRegisterEntry | None = getattr(case, "register_entry", None)
    if row is None:
        raise Http404("This case is not in the review register")
    return case, row

"""Readings of the case: pictures and tables, taking one, putting one right."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from baton.casework.forms.measures import ChooseReadingForm, CorrectReadingForm, ReadingForm
from baton.casework.models import Case
from baton.casework.models.owed import taken_in
from baton.casework.models.standing import CaseStanding
from baton.casework.permissions import can_edit_plan, can_see_cases
from baton.casework.presenters.concern import what_to_do
from baton.casework.presenters.frame import case_frame
from baton.casework.presenters.measures import measured, previous, said
from baton.casework.rules.measures import next_stage
from baton.casework.views.concern import told
from baton.casework.views.deeds import do_once, sent
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates
from baton.outcomes.actions import reading as actions
from baton.outcomes.actions.reading import Sitting
from baton.outcomes.models import Reading
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.rules.profile_assessment import Tool
from baton.people.models import FamilyMembership, Person
from baton.ui.forms import Form

PAGE = "measures"


@allowed(can_see_cases)
def index(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Show what has been measured, for whom, and which way it went."""
    case = get_case_or_refuse(request, case_id)
    standing = standing_of(case)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "measured": measured(standing),
        "may": can_edit_plan(request.user, case),
        "said": said,
        "what_to_do": what_to_do(),
    }
    return render(request, "casework/measures/index.jinja", context)


@allowed(can_see_cases)
def choose(request: PractitionerRequest, case_id: UUID) -> HttpResponse:
    """Choose whom to measure, and with what."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    standing = standing_of(case)
    form = ChooseReadingForm(
        request.GET if "person" in request.GET or "tool" in request.GET else None,
        members=standing.members,
        profile=standing.profile,
    )
    if form.is_bound and form.is_valid():
        return redirect("reading_take", case.pk, form.cleaned_data["person"], form.cleaned_data["tool"])
    context = {"case_frame": case_frame(standing, PAGE), "form": form, "cancel_url": _back(case)}
    return render(request, "casework/measures/choose.jinja", context)


@allowed(can_see_cases)
def take(request: PractitionerRequest, case_id: UUID, person_id: UUID, tool: str) -> HttpResponse:
    """Take a reading of one person with one tool; the score before stands beside each area."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    standing = standing_of(case)
    measure, person = _tool(standing, tool), _person(case, person_id)
    so_far = [one for one in taken_in(case) if (one.person_id, one.tool) == (person_id, tool)]
    form = ReadingForm(
        request.POST or None,
        tool=measure,
        previous=previous(case, person_id, measure),
        initial={"taken_on": standing.today, "stage": next_stage(so_far, closing="closing" in request.GET)},
    )
    if sent(request, form):
        done = do_once(
            request,
            form,
            lambda: _take(request, case, person, form),
            actions.BadScore,
            AlreadyTaken,
            said="The scores are recorded.",
        )
        if done:
            return told(request, form, done)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "person": person,
        "tool": measure,
        "what_to_do": what_to_do(),
        "cancel_url": _back(case),
    }
    return render(request, "casework/measures/take.jinja", context)


class AlreadyTaken(Exception):
    """The same reading is there already, in words for a page."""

    def __init__(self) -> None:
        super().__init__(
            "Scores of this person, tool, day and stage are recorded already. Correct those, or choose "
            "another day."
        )


def _take(request: PractitionerRequest, case: Case, person: Person, form: ReadingForm) -> str:
    sitting = Sitting(
        person=person,
        family=case.family,
        case_id=case.pk,
        tool=form.tool,
        taken_on=form.values["taken_on"],
        stage=form.chosen_stage,
        scores=form.scores,
        notes=form.notes,
    )
    try:
        actions.take(sitting=sitting, by=request.user, at=dates.now())
    except actions.AlreadyTaken as taken:
        raise AlreadyTaken from taken
    return _back(case)


@allowed(can_see_cases)
def correct(request: PractitionerRequest, case_id: UUID, reading_id: UUID) -> HttpResponse:
    """Put right a score that was keyed wrong."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    standing = standing_of(case)
    reading = _reading(case, reading_id)
    tool = _tool(standing, reading.tool)
    initial = {"score": said(float(reading.score))}
    form = CorrectReadingForm(request.POST or None, tool=tool, area=reading.area, initial=initial)
    if sent(request, form):

        def deed() -> str:
            actions.correct(
                reading=reading, tool=tool, score=form.values["score"], by=request.user, at=dates.now()
            )
            return _back(case)

        done = do_once(request, form, deed, actions.BadScore, said="The score is put right.")
        if done:
            return told(request, form, done)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "reading": reading,
        "tool": tool,
        "what_to_do": what_to_do(),
        "cancel_url": _back(case),
    }
    return render(request, "casework/measures/correct.jinja", context)


@allowed(can_see_cases)
def remove(request: PractitionerRequest, case_id: UUID, reading_id: UUID) -> HttpResponse:
    """Take out a score that was never taken, after saying what follows."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    standing = standing_of(case)
    reading = _reading(case, reading_id)
    form = Form(request.POST if request.method == "POST" else None)
    if sent(request, form):

        def deed() -> str:
            actions.remove(reading=reading, by=request.user, at=dates.now())
            return _back(case)

        done = do_once(request, form, deed, said="The score is taken out.")
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": form,
        "reading": reading,
        "score": said(float(reading.score)),
        "tool": _tool(standing, reading.tool),
        "cancel_url": _back(case),
    }
    return render(request, "casework/measures/remove.jinja", context)


def _tool(standing: CaseStanding, code: str) -> Tool:
    tool = standing.profile.tools.get(code)
    if tool is None:
        raise Http404("This tool is not in the profile of the case")
    return tool


def _person(case: Case, person_id: UUID) -> Person:
    belongs = FamilyMembership.objects.filter(family_id=case.family_id).values("person_id")
    return get_object_or_404(Person, pk=person_id, pk__in=belongs)


def _reading(case: Case, reading_id: UUID) -> Reading:
    return get_object_or_404(
        Reading.objects.select_related("person", "family"), pk=reading_id, case_id=case.pk
    )


def _back(case: Case) -> str:
    return reverse(PAGE, args=[case.pk])

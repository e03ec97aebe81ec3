"""One part of the assessment on one page: saved as typed, with what is known beside it, no text ever lost."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from baton.casework.actions import assessment as actions
from baton.casework.actions.common import CaseClosed
from baton.casework.actions.values import Written
from baton.casework.forms.assessment import PartForm
from baton.casework.models import Assessment, AssessmentPart, Case
from baton.casework.models.standing import AssessmentStanding, Member
from baton.casework.permissions import can_see_cases, can_write_assessment
from baton.casework.presenters.assessment import anchor, voice_of
from baton.casework.presenters.concern import what_to_do
from baton.casework.presenters.frame import case_frame
from baton.casework.presenters.known import Known, known_of
from baton.casework.rules.agreement import Standing
from baton.casework.rules.assessment import EDITABLE
from baton.casework.views.concern import told
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.core import dates, drafts
from baton.core.versions import Stale
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.keeping import overtaken
from baton.partnership.rules.profile_assessment import Section
from baton.ui.forms import SAVE_FOR_LATER

DRAFT = "assessment-part"
USE = "use"
"""The name of the buttons that take over what is known."""


@dataclass(frozen=True)
class Place:
    """The part of which assessment, section and person a page is about."""

    case: Case
    standing: AssessmentStanding
    section: Section
    member: Member | None

    @property
    def person_id(self) -> UUID | None:
        """The id of the person, where it is about one."""
        return self.member.person.pk if self.member else None

    @property
    def row(self) -> AssessmentPart | None:
        """The part as it was last saved."""
        return self.standing.written.get((self.section.code, self.person_id))

    @property
    def draft_key(self) -> str:
        """What the draft is about."""
        return f"{self.standing.assessment.pk}.{self.section.code}.{self.person_id or 'family'}"


@allowed(can_see_cases)
def family(request: PractitionerRequest, case_id: UUID, section: str) -> HttpResponse:
    """Write a part about the family."""
    return _page(request, _place(request, case_id, section, None))


@allowed(can_see_cases)
def person(request: PractitionerRequest, case_id: UUID, section: str, person_id: UUID) -> HttpResponse:
    """Write a part about one person."""
    return _page(request, _place(request, case_id, section, person_id))


def _place(request: PractitionerRequest, case_id: UUID, code: str, person_id: UUID | None) -> Place:
    case = get_case_or_refuse(request, case_id)
    require(can_write_assessment(request.user, case))
    assessment: Assessment | None = case.assessments.filter(state__in=EDITABLE).first()
    people = standing_of(case)
    section = people.profile.assessment.sections.get(code)
    if assessment is None or section is None:
        raise Http404("No assessment is being written here, or it has no such section")
    assessment.case = case
    standing = AssessmentStanding(assessment, people)
    subjects = {member.person.pk if member else None: member for member in standing.subjects(section)}
    if person_id not in subjects:
        raise Http404("This section is not about them")
    member = subjects[person_id]
    if member is not None and people.standing(member) in (Standing.WAITING, Standing.LEFT_OUT):
        raise Http404("Nothing is written about them before they have agreed")
    return Place(case, standing, section, member)


def _page(request: PractitionerRequest, place: Place) -> HttpResponse:
    known = known_of(place.standing, place.section, place.member)
    if request.method == "POST":
        if USE in request.POST:
            return _show(request, place, known, _form(place, draft=_used(request.POST, known)))
        return _save(request, place, known)
    draft = drafts.load(owner_key=_owner(request), form=DRAFT, subject=place.draft_key)
    if draft is not None:
        return _show(request, place, known, _form(place, draft=draft.data))
    return _show(request, place, known, _form(place))


def _save(request: PractitionerRequest, place: Place, known: dict[str, list[Known]]) -> HttpResponse:
    form = _form(place, data=request.POST)
    if SAVE_FOR_LATER in request.POST:
        try:
            _keep(request, place)
        except drafts.DraftTooLarge as fault:
            form.add_error(None, str(fault))
            return _show(request, place, known, form)
        return redirect("assessment", place.case.pk)
    if not form.is_valid():
        return _show(request, place, known, form)
    try:
        part = actions.save_part(
            assessment=place.standing.assessment,
            section=place.section.code,
            person=place.member.person if place.member else None,
            written=Written(answers=form.answers, complete=form.is_complete),
            by=request.user,
            at=dates.now(),
            expected_version=form.cleaned_data["expected_version"] or 0,
        )
    except Stale as stale:
        _keep(request, place)
        overtaken(request, form, stale)
        return _show(request, place, known, form)
    except (CaseClosed, actions.NotEditable) as refusal:
        form.add_error(None, str(refusal))
        return _show(request, place, known, form)
    drafts.discard(owner_key=_owner(request), form=DRAFT, subject=place.draft_key)
    messages.success(
        request,
        "Saved." if part.complete else "Saved. Some questions that have to be answered are still open.",
    )
    return told(request, form, redirect("assessment", place.case.pk))


def _show(
    request: PractitionerRequest,
    place: Place,
    known: dict[str, list[Known]],
    form: PartForm,
) -> HttpResponse:
    context = {
        "case_frame": case_frame(place.standing.case, "assessment"),
        "form": form,
        "place": place,
        "heading": voice_of(place.section, place.member),
        "known": known,
        "what_to_do": what_to_do(),
        "anchor": anchor,
        "autosave_url": reverse("draft_save", kwargs={"form": DRAFT, "subject": place.draft_key}),
        "cancel_url": reverse("assessment", args=[place.case.pk]),
    }
    return render(request, "casework/assessment/part.jinja", context)


def _form(place: Place, *, data: Any = None, draft: Any = None) -> PartForm:
    row = place.row
    initial: dict[str, Any] = dict.fromkeys((one.code for one in place.section.questions), "") if data else {}
    initial |= {"expected_version": row.version if row else 0}
    initial |= {
        code: value if isinstance(value, list) else str(value)
        for code, value in (row.answers if row else {}).items()
    }
    return PartForm(
        data, draft=draft, initial=initial, section=place.section, profile=place.standing.case.profile
    )


def _used(posted: QueryDict, known: dict[str, list[Known]]) -> QueryDict:
    """Return what was typed with something known put in: text below the text, needs among the needs."""
    typed = posted.copy()
    code, _, number = str(posted[USE]).partition(":")
    found = known.get(code, [])
    if not number.isdecimal() or int(number) >= len(found):
        return typed
    value = found[int(number)].value
    if isinstance(value, list):
        typed.setlist(code, list(dict.fromkeys([*typed.getlist(code), *value])))
    else:
        before = typed.get(code, "").strip()
        typed[code] = f"{before}\n\n{value}" if before and value not in before else value or before
    return typed


def _keep(request: PractitionerRequest, place: Place) -> None:
    drafts.save(
        owner_key=_owner(request),
        form=DRAFT,
        subject=place.draft_key,
        data=dict(request.POST.lists()),
        at=dates.now(),
    )


def _owner(request: PractitionerRequest) -> str:
    return str(request.user.pk)

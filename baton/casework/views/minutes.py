"""Recording a meeting, reading its minutes, putting them right."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from baton.casework.actions import minutes as actions
from baton.casework.actions.meeting import MeetingInPast, MeetingMoved, interval_of
from baton.casework.actions.plan_action import NotInTheTeam, OutcomeElsewhere, WordsNeeded
from baton.casework.forms.meeting import AmendMinutesForm, RecordMeetingForm
from baton.casework.forms.plan import ActionForm
from baton.casework.models import Case, Meeting
from baton.casework.models.standing import CaseStanding
from baton.casework.permissions import can_edit_plan, can_see_cases
from baton.casework.presenters.frame import case_frame
from baton.casework.presenters.meeting import invited, minutes_page, suggestion
from baton.casework.presenters.plan import plan_page
from baton.casework.rules.meeting import MeetingState, window
from baton.casework.views.deeds import do_once
from baton.casework.views.document import shelf_of
from baton.casework.views.drafting import drafted, forget, kept_for_later
from baton.casework.views.loading import get_case_or_refuse, require, standing_of
from baton.casework.views.plan_action import owners_of
from baton.core import dates
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.rules.profile_codes import MeetingCode
from baton.ui.forms import Repeated

PAGE = "meeting_list"
DRAFT = "meeting_record"
MOST_DOCUMENTS = 50
"""Documents named under the minutes; the page of documents has them all (ours)."""

REFUSALS = (
    actions.HeldOutside,
    actions.NotOfThisCase,
    actions.ReviewNeeded,
    MeetingInPast,
    MeetingMoved,
    NotInTheTeam,
    OutcomeElsewhere,
    WordsNeeded,
)


class MeetingSheet:
    """The two parts of the page on which a meeting is recorded: the minutes, and new actions."""

    def __init__(self, request: PractitionerRequest, standing: CaseStanding, meeting: Meeting | None) -> None:
        case = standing.case
        posted = request.POST if request.method == "POST" else None
        draft = drafted(request, DRAFT, str(case.pk)) if posted is None else None
        owners, outcomes = owners_of(standing), list(case.outcomes.open().order_by("position"))

        class NewTask(ActionForm):
            def __init__(self, **kwargs: object) -> None:
                super().__init__(outcomes=outcomes, owners=owners, **kwargs)

        self.tasks = Repeated(NewTask, "task", noun="action", data=posted, draft=draft, least=0, most=10)
        judged = posted is not None and not self.tasks.pressed
        self.form = RecordMeetingForm(
            posted if judged else None,
            draft=posted if self.tasks.pressed else draft,
            profile=standing.profile,
            invited=invited(standing),
            open_actions=case.plan_actions.open().in_order(),
            initial=_initial(standing, meeting),
        )

    def sent(self) -> bool:
        """Say whether both parts were sent and hold what they need."""
        if not self.form.is_bound:
            return False
        valid = self.tasks.is_valid()
        return self.form.is_valid() and valid

    @property
    def minutes(self) -> actions.Minutes:
        """Give the minutes as the action takes them."""
        tasks = [form.task for form in self.tasks if isinstance(form, ActionForm)]
        return self.form.minutes(tasks)


def _initial(standing: CaseStanding, meeting: Meeting | None) -> dict[str, object]:
    case, today = standing.case, standing.today
    held_on = min(meeting.planned_for, today) if meeting and meeting.planned_for else today
    return {
        "kind": meeting.kind if meeting else MeetingCode.TAF,
        "held_on": held_on,
        "place": meeting.place if meeting else "",
        "next_on": suggestion(case, held_on, today),
        "next_place": meeting.place if meeting else "",
        "expected_version": meeting.version if meeting else None,
    }


@allowed(can_see_cases)
def record(request: PractitionerRequest, case_id: UUID, meeting_id: UUID | None = None) -> HttpResponse:
    """Record a meeting: the plan with attendance, progress and the next meeting on one page."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    meeting = _to_record(case, meeting_id)
    standing = standing_of(case)
    sheet = MeetingSheet(request, standing, meeting)
    if kept_for_later(request, DRAFT, str(case.pk), sheet.form):
        return redirect(PAGE, case.pk)
    if sheet.sent():
        done = do_once(
            request,
            sheet.form,
            lambda: _record(request, case, meeting, sheet),
            *REFUSALS,
            said="The meeting is recorded, and the plan with it.",
        )
        if done:
            return done
    context = {
        "case_frame": case_frame(standing, PAGE),
        "form": sheet.form,
        "tasks": sheet.tasks,
        "parts": [sheet.form, sheet.tasks],
        "page": plan_page(standing),
        "meeting": meeting,
        "expected": window(standing.today, interval_of(case)),
        "draft": DRAFT,
        "cancel_url": _back(case),
    }
    return render(request, "casework/meeting/record.jinja", context)


def _record(request: PractitionerRequest, case: Case, meeting: Meeting | None, sheet: MeetingSheet) -> str:
    held = actions.record_meeting(
        case=case,
        minutes=sheet.minutes,
        meeting=meeting,
        expected_version=sheet.form.cleaned_data["expected_version"],
        by=request.user,
        at=dates.now(),
    )
    forget(request, DRAFT, str(case.pk))
    return reverse("meeting", args=[case.pk, held.pk])


def _to_record(case: Case, meeting_id: UUID | None) -> Meeting | None:
    """Return the planned meeting to record: the one named, else the next that is due by now."""
    planned = case.meetings.planned().select_related("case").order_by("planned_for")
    if meeting_id is not None:
        return get_object_or_404(planned, pk=meeting_id)
    return planned.filter(planned_for__lte=dates.today()).first()


@allowed(can_see_cases)
def read(request: PractitionerRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Show the minutes of a meeting."""
    case = get_case_or_refuse(request, case_id)
    meeting = _held(case, meeting_id)
    standing = standing_of(case)
    shelf = shelf_of(request, case, meeting)
    context = {
        "case_frame": case_frame(standing, PAGE),
        "documents": shelf.latest(MOST_DOCUMENTS),
        "may_add_document": shelf.may_add,
        "page": minutes_page(meeting, standing),
        "level": standing.profile.level(meeting.review.level).label if hasattr(meeting, "review") else "",
        "may": can_edit_plan(request.user, case),
    }
    return render(request, "casework/meeting/read.jinja", context)


@allowed(can_see_cases)
def amend(request: PractitionerRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Put right what the minutes say."""
    case = get_case_or_refuse(request, case_id)
    require(can_edit_plan(request.user, case))
    meeting = _held(case, meeting_id)
    form = AmendMinutesForm(request.POST or None, initial=AmendMinutesForm.of(meeting))
    here = reverse("meeting", args=[case.pk, meeting.pk])
    if request.method == "POST" and form.is_valid():

        def deed() -> str:
            version = form.cleaned_data["expected_version"] or 0
            actions.amend(
                meeting=meeting, **form.values, expected_version=version, by=request.user, at=dates.now()
            )
            return here

        done = do_once(request, form, deed, MeetingMoved, said="The minutes are put right.")
        if done:
            return done
    frame = case_frame(standing_of(case), PAGE)
    context = {"case_frame": frame, "form": form, "meeting": meeting, "cancel_url": here}
    return render(request, "casework/meeting/amend.jinja", context)


def _held(case: Case, meeting_id: UUID) -> Meeting:
    held = case.meetings.held().select_related("case", "recorded_by", "review")
    return get_object_or_404(held, pk=meeting_id, state=MeetingState.HELD)


def _back(case: Case) -> str:
    return reverse(PAGE, args=[case.pk])

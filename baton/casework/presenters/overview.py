"""The overview of a case: what is due, who is there, what came in, what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from baton.casework.models import Case
from baton.casework.models.allocation import last_allocation
from baton.casework.models.information import unread
from baton.casework.models.standing import CaseStanding
from baton.casework.permissions.step import can_take_step
from baton.casework.presenters.ended import Ended, ended
from baton.casework.rules.agreement import service_agreed
from baton.casework.rules.assessment import AssessmentState
from baton.casework.rules.case import CaseState, Origin, Support
from baton.casework.rules.duty import STEPS, STOPPED, DutyKind
from baton.core import wall
from baton.frontdoor.permissions import can_view_enquiry
from baton.journal import timeline
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.people.models import Involvement
from baton.people.story import happenings
from baton.ui.components import Happening, Row

NOBODY = "Nobody yet"
RECENT = 12
"""How many deeds the overview shows; the family page has them all (ours)."""

ORIGINS = {
    Origin.ENQUIRY: "An enquiry",
    Origin.STEP_DOWN: "A step-down from social care",
    Origin.TRANSFER_IN: "A transfer from another area",
    Origin.REVIEW_REGISTER: "The review register",
}
STATES = {CaseState.OPEN: "Open", CaseState.ON_HOLD: "On hold", CaseState.CLOSED: "Closed"}
ASSESSMENT_STATES = {
    AssessmentState.IN_PROGRESS: ("In progress", "wait"),
    AssessmentState.SUBMITTED: ("Waiting to be authorised", "wait"),
    AssessmentState.RETURNED: ("Returned with a question", "soon"),
    AssessmentState.AUTHORISED: ("Authorised", "good"),
}


@dataclass(frozen=True)
class Owed:
    """One dated duty: what, by when, whose, and the page where it is done; no page for whom it is not theirs to do."""

    words: str
    due_on: date | None
    owner: str
    button: str
    url: str
    paused: bool


@dataclass(frozen=True)
class Overview:
    """What the overview of a case shows beneath its next step, and for whom that step waits."""

    owed: tuple[Owed, ...]
    facts: tuple[Row, ...]
    people: tuple[Row, ...]
    ended: tuple[Ended, ...]
    happened: tuple[Happening, ...]
    unread: int
    waits_for: str


def overview(standing: CaseStanding, reader: Practitioner, step: str) -> Overview:
    """Return what somebody who opens the case wants to know first; `step` names the page of its next step."""
    case = standing.case
    due = tuple(owed(standing, reader))
    return Overview(
        owed=due,
        facts=tuple(_facts(standing, reader)),
        people=tuple(_people(standing)),
        ended=ended(standing),
        happened=happenings(timeline.of_case(case.pk, limit=RECENT), {case.pk: standing.profile}),
        unread=_number_unread(case),
        waits_for=_waits_for(standing, step, due),
    )


def owed(standing: CaseStanding, reader: Practitioner) -> Iterable[Owed]:
    """Return what is owed on a case, the soonest first; what has no day last."""
    case = standing.case
    may: dict[str, bool] = {}
    clocks = case.pauses.filter(to_on=None).values_list("clock", flat=True)
    paused = {kind for clock in clocks for kind in STOPPED.get(clock, ())}
    for row in sorted(standing.duties, key=lambda row: (row.due_at is None, row.due_at or row.set_at)):
        step = STEPS[DutyKind(row.kind)]
        if step.url_name not in may:
            may[step.url_name] = can_take_step(reader, case, step.url_name)
        yield Owed(
            words=step.words,
            due_on=row.due_on,
            owner=row.owner.name if row.owner else NOBODY,
            button=step.button,
            url=reverse(step.url_name, args=[case.pk]) if may[step.url_name] else "",
            paused=row.kind in paused,
        )


def _waits_for(standing: CaseStanding, step: str, due: Iterable[Owed]) -> str:
    """Return who has the next step to do: whoever owes it, else the lead."""
    kinds = {STEPS[kind].words for kind in DutyKind if STEPS[kind].url_name == step}
    owners = [one.owner for one in due if one.words in kinds and one.owner != NOBODY]
    lead = standing.lead.practitioner if standing.lead else None
    return next(iter(owners), lead.name if lead else "")


def _number_unread(case: Case) -> int:
    # That there is something to read is no secret of the front door's.
    with wall.beyond(wall.Purpose.INFORMATION):
        return unread(case).count()


def _facts(standing: CaseStanding, reader: Practitioner) -> Iterable[Row]:
    case, latest = standing.case, standing.latest_assessment
    agreed = "Agreed" if service_agreed(standing.answers.values()) else "Nobody who can decide has agreed"
    if standing.basis is not None:
        agreed = "Goes on without, to keep somebody safe"
    if case.enquiry is not None and case.enquiry.safety_note:
        yield Row("To be careful about", case.enquiry.safety_note)
    yield Row("State", STATES[CaseState(case.state)])
    yield Row("Came from", ORIGINS[Origin(case.origin)], _enquiry_url(case, reader), "the enquiry", "Open")
    yield Row("Opened", _day(case.opened_on))
    yield Row(
        "Agreement to this help", agreed, reverse("agreement_list", args=[case.pk]), change_words="Open"
    )
    if case.support == Support.FULL:
        words = ASSESSMENT_STATES[AssessmentState(latest.state)][0] if latest else "Not started"
        yield Row("Assessment", words, reverse("assessment", args=[case.pk]), change_words="Open")
    else:
        yield Row("Kind of help", "One service, without a team")
    level = standing.spans[0].level_at_allocation if standing.spans else None
    yield Row("Level of need at allocation", standing.profile.level(level).label if level else "")


def _enquiry_url(case: Case, reader: Practitioner) -> str:
    if case.enquiry is None or not can_view_enquiry(reader, case.enquiry):
        return ""
    return reverse("enquiry_page", args=[case.enquiry_id])


def _people(standing: CaseStanding) -> Iterable[Row]:
    case = standing.case
    closed = case.state == CaseState.CLOSED
    current = last_allocation(case) if closed else standing.lead
    lead = current.practitioner if current else None
    names = [lead.name, lead.job_title, lead.phone] if lead else []
    agency = current.organisation.name if current and current.organisation else ""
    if current and not lead:
        names, agency = [current.imported_practitioner], agency or current.imported_organisation
    parts = [part for part in (*names, agency) if part]
    yield Row("Led last", parts) if closed else Row("Leads", parts or NOBODY)
    if stand_in := standing.stand_in:
        other = stand_in.practitioner
        yield Row("Stands in", [part for part in (other.name, other.phone, stand_in.reason) if part])
    known = (case.coordinator.name, case.coordinator.phone) if case.coordinator else ()
    yield Row(profiles.current().words.coordinator.start, [part for part in known if part])
    for row in Involvement.objects.filter(family=case.family_id, to_on=None).exclude(ref=case.pk)[:8]:
        yield Row(
            row.role_words or "Involved", row.organisation_words or str(row.organisation or row.contact)
        )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

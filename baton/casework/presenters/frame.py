"""What stands around every page of a case: whom it is about, and where one can go within it."""

from dataclasses import dataclass

from django.urls import reverse

from baton.casework.models import Case
from baton.casework.models.owed import plan_situation
from baton.casework.models.situation import situation
from baton.casework.models.standing import CaseStanding
from baton.casework.rules.case import CaseState, Support
from baton.casework.rules.next_step import NextStep, next_step
from baton.casework.rules.plan_step import plan_step
from baton.people.models import LevelReading
from baton.people.rules.restriction import Restriction
from baton.ui.components import Identity, IdentityPerson, Step

NOBODY = "Nobody yet"


@dataclass(frozen=True)
class Entry:
    """One entry of the case's sub-navigation.

    `covers` names the pages that belong to it; `team` is true for what only a coordinated case has,
    `open_only` and `closed_only` for what only such a case has.
    """

    url_name: str
    words: str
    covers: tuple[str, ...] = ()
    team: bool = False
    open_only: bool = False
    closed_only: bool = False


ENTRIES = (
    Entry("case", "Overview"),
    Entry("agreement_list", "Agreement"),
    Entry("assessment", "Assessment", ("assessment_start", "assessment_answer"), team=True),
    Entry("plan", "Plan", ("outcome_add", "action_add")),
    Entry("team_list", "Team"),
    Entry("meeting_list", "Meetings", ("meeting_plan", "meeting_record"), team=True),
    Entry("measures", "Measures"),
    Entry("case_document_list", "Documents"),
    Entry("transfer_list", "Transfers"),
    Entry("pause_list", "Pauses and hold", ("case_hold", "case_resume")),
    Entry("case_close", "Close", open_only=True),
    Entry("case_reopen", "Open again", closed_only=True),
)


@dataclass(frozen=True)
class CaseFrame:
    """A case, its identity bar, its sub-navigation, and its next step."""

    case: Case
    identity: Identity
    steps: tuple[Step, ...]
    next: NextStep | None
    next_url: str


def case_frame(standing: CaseStanding, current: str) -> CaseFrame:
    """Return the frame of a case's page; `current` names the entry of the sub-navigation it belongs to."""
    case = standing.case
    step = next_step(situation(standing)) or plan_step(plan_situation(standing), standing.today)
    return CaseFrame(
        case=case,
        identity=identity(standing),
        steps=tuple(_step(entry, case, current, step) for entry in ENTRIES if _belongs(entry, case)),
        next=step,
        next_url=reverse(step.url_name, args=[case.pk]) if step and step.url_name else "",
    )


def _belongs(entry: Entry, case: Case) -> bool:
    closed = case.state == CaseState.CLOSED
    wrong_state = entry.open_only if closed else entry.closed_only
    return not wrong_state and (case.support == Support.FULL or not entry.team)


def _step(entry: Entry, case: Case, current: str, step: NextStep | None) -> Step:
    pages = (entry.url_name, *entry.covers)
    return Step(
        words=entry.words,
        url=reverse(entry.url_name, args=[case.pk]),
        current=current == entry.url_name,
        note="next" if step and step.url_name in pages else "",
    )


def identity(standing: CaseStanding) -> Identity:
    """Return whom a case is about: the family, its children with their ages, level, lead, what to mind."""
    case = standing.case
    current = standing.lead
    lead = current.practitioner.name if current and current.practitioner else ""
    agency = current.organisation.name if current and current.organisation else ""
    return Identity(
        name=case.family.name,
        url=reverse("case", args=[case.pk]),
        reference=case.reference,
        people=[
            IdentityPerson(
                name=member.person.called,
                date_of_birth=member.person.date_of_birth,
                expected_on=member.person.expected_on,
                unborn=member.person.unborn,
            )
            for member in standing.children
        ],
        level=level_words(standing),
        lead_practitioner=", ".join(part for part in (lead, agency) if part) or _nobody(case),
        alerts=_alerts(standing),
        restricted=case.family.restriction != Restriction.OPEN,
    )


def level_words(standing: CaseStanding) -> str:
    """Return the family's level of need as it was last read, in words, or nothing."""
    reading = LevelReading.objects.filter(family=standing.case.family_id).order_by("-on", "-pk").first()
    return standing.profile.level(reading.level).label if reading else ""


def _nobody(case: Case) -> str:
    return "" if case.state == CaseState.CLOSED else NOBODY


def _alerts(standing: CaseStanding) -> list[str]:
    languages = standing.profile.languages
    found = [
        f"{member.person.called} is not to be told"
        for member in standing.members
        if member.person.not_to_be_told
    ]
    found += [
        f"{member.person.called} needs an interpreter: {languages.label(member.person.interpreter_language)}"
        for member in standing.members
        if member.person.interpreter_language
    ]
    if standing.basis is not None:
        found.append("Help goes on without agreement, to keep somebody safe")
    return found

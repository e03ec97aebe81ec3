"""A case far enough on its road that every page of its second half has something to show."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from baton.casework.actions import meeting as meetings
from baton.casework.actions.meeting import When
from baton.casework.actions.minutes import Present
from baton.casework.actions.plan_action import Owner
from baton.casework.models import Case, Meeting, Outcome, PlanAction, TeamMember
from baton.casework.rules.meeting import Presence
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW, TODAY, Cast, Household
from baton.outcomes.actions import reading
from baton.outcomes.models import Reading
from baton.outcomes.rules.travelled import Stage
from baton.outcomes.tests import factories as readings
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile_codes import MeetingCode

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Road:
    """A case with a plan, a team, meetings and readings, and the addresses within it."""

    home: Household
    around: Cast
    case: Case
    outcome: Outcome
    action: PlanAction
    member: TeamMember
    planned: Meeting
    held: Meeting
    reading: Reading

    def url(self, name: str, *args: Any) -> str:
        """Return the address of a page of the case."""
        return reverse(name, args=[self.case.pk, *args])


def road(home: Household, around: Cast) -> Road:
    case = factories.case(home, around)
    outcome = plans.outcome(case, person=home.child, by=around.lead)
    action = plans.action(case, outcome=outcome, owner=Owner(person=home.mother), by=around.lead)
    plans.action(case, words="Talk to the school", measure="", due_on=None, by=around.lead)
    member = plans.member(case, around.lead, *plans.colleague_of_another_agency())
    held = plans.meeting(
        case,
        by=around.lead,
        present=[Present(status=Presence.ATTENDED, person=home.mother)],
        decisions=["Ask for breakfast club"],
        child_voice="I want to walk to school",
    )
    planned = meetings.plan(
        case=case,
        kind=MeetingCode.TAF,
        when=When(day=TODAY + timedelta(30)),
        by=around.lead,
        at=NOW,
    )
    sitting = {"of": home.child, "family": case.family, "case_id": case.pk}
    [first, _] = reading.take(sitting=readings.sitting(**sitting), by=around.lead, at=NOW)
    again = readings.sitting(**sitting, stage=Stage.REVIEW, scores={"safety": 6, "wellbeing": 4})
    reading.take(sitting=again, by=around.lead, at=NOW)
    return Road(home, around, case, outcome, action, member, planned, held, first)


def signed_in(client: Client, practitioner: Practitioner) -> Client:
    """Sign somebody in."""
    client.force_login(practitioner, backend=BACKEND)
    return client


def day_parts(name: str, day: Any) -> dict[str, Any]:
    """Return a day as the three inputs of a date field."""
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}

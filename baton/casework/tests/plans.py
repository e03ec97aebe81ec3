"""Plans, teams, meetings and transfers as tests need them; `factories` has the case they belong to."""

from datetime import date
from typing import Any

from baton.casework.actions import minutes as minutes_actions
from baton.casework.actions import outcome as outcome_actions
from baton.casework.actions import plan_action, team
from baton.casework.actions import transfer as transfer_actions
from baton.casework.actions.minutes import Minutes
from baton.casework.actions.outcome import Change
from baton.casework.actions.plan_action import Task
from baton.casework.actions.team import Newcomer
from baton.casework.actions.transfer import Request
from baton.casework.models import Case, Meeting, Outcome, PlanAction, TeamMember, Transfer
from baton.casework.rules.agreement import Basis
from baton.casework.rules.sharing import WithoutAgreement
from baton.casework.rules.transfer import Direction
from baton.casework.tests.factories import NOW, TODAY
from baton.partnership.models import Organisation, Practitioner
from baton.partnership.rules.profile_codes import MeetingCode
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import organisation, practitioner

HARM = WithoutAgreement(Basis.RISK_OF_SIGNIFICANT_HARM, "Bruises that nobody explains", family_told=True)


def outcome(of: Case, words: str = "We want calmer mornings", **values: Any) -> Outcome:
    by = values.pop("by", None)
    return outcome_actions.agree(case=of, change=Change(words=words, **values), by=by, at=NOW)


def action(of: Case, words: str = "Lay out clothes in the evening", **values: Any) -> PlanAction:
    usual = {"measure": "On time five days running", "due_on": date(2026, 10, 1)}
    by = values.pop("by", None)
    return plan_action.agree(case=of, task=Task(words=words, **usual | values), by=by, at=NOW)


def colleague_of_another_agency(name: str = "Nia Ford") -> tuple[Practitioner, Organisation]:
    agency = organisation("Health visitors", agency_type="health_visiting")
    return practitioner(name=name, at=agency), agency


def member(of: Case, by: Practitioner, who: Practitioner, agency: Organisation, **values: Any) -> TeamMember:
    newcomer = Newcomer(practitioner=who, organisation=agency, role_words="Health visitor")
    return team.join(case=of, newcomer=newcomer, without=values.pop("without", HARM), by=by, at=NOW)


def meeting(of: Case, by: Practitioner | None = None, **values: Any) -> Meeting:
    usual = {"kind": MeetingCode.TAF, "held_on": TODAY}
    return minutes_actions.record_meeting(case=of, minutes=Minutes(**usual | values), by=by, at=NOW)


def social_care() -> tuple[Practitioner, Organisation]:
    agency = organisation("Social care", agency_type="social_care")
    return practitioner(Role.SOCIAL_CARE_LIAISON, name="Sol Kerr", at=agency), agency


def step_up(of: Case, by: Practitioner, agency: Organisation, **values: Any) -> Transfer:
    usual = {
        "direction": Direction.STEP_UP,
        "reason": "The risk has grown since the summer",
        "to_organisation": agency,
        "level": 4,
        "without": HARM,
    }
    return transfer_actions.request(case=of, wanted=Request(**usual | values), by=by, at=NOW)

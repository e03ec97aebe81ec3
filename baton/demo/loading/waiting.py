"""What waits for an answer: a step-up, safeguarding reports, people who left their cases behind."""

from datetime import timedelta

from baton.casework.actions import transfer
from baton.casework.actions.transfer import Request
from baton.casework.rules.agreement import Basis
from baton.casework.rules.sharing import WithoutAgreement
from baton.casework.rules.transfer import Direction
from baton.demo.loading.world import World
from baton.demo.rules.staged import PRACTITIONER
from baton.frontdoor.actions import stop
from baton.partnership.actions import practitioner as practitioners

STOPS = (
    (2, "A boy of seven in class 3B", None),
    (26, "A baby of five months, seen at clinic", None),
    (80, "A girl of fourteen", 3),
)
"""Hours ago, about whom, and how many hours later social care's receipt was recorded, where it was."""

LEAVERS = 2


def load(world: World) -> None:
    """Ask social care to take a family over, send people straight to social care, let lead practitioners leave."""
    _ask(world)
    _stop(world)
    _leave(world)


def _ask(world: World) -> None:
    asked = next(
        case
        for case in reversed(world.story.cases)
        if case.lead == PRACTITIONER
        and case.assessment
        and case.assessment.authorised_at is None
        and case.assessment.submitted_at is None
    )
    wanted = Request(
        direction=Direction.STEP_UP,
        reason="The children have been left alone at night twice this week; the plan has not changed that.",
        reason_code="risk_grew",
        to_organisation=world.sign_in("liaison").main_organisation(),
        level=4,
        without=WithoutAgreement(
            basis=Basis.RISK_OF_SIGNIFICANT_HARM,
            reason="Two nights alone at home, seen by a neighbour.",
            family_told=True,
        ),
    )
    moment = world.story.now - timedelta(hours=20)
    transfer.request(
        case=world.cases[asked.id], wanted=wanted, by=world.practitioners[PRACTITIONER], at=moment
    )


def _stop(world: World) -> None:
    by, manager = world.practitioners[PRACTITIONER], world.sign_in("hub.manager")
    for hours, child, received in STOPS:
        moment = world.story.now - timedelta(hours=hours)
        made = stop.record_stop(child=child, organisation=by.main_organisation(), by=by, at=moment)
        if received is not None:
            later = moment + timedelta(hours=received)
            stop.record_receipt(stop=made, note="Duty social worker has it.", by=manager, at=later)


def _leave(world: World) -> None:
    """Let some who lead cases leave: their cases stand on the list of those without a lead practitioner."""
    leads = dict.fromkeys(
        case.lead
        for case in world.story.cases
        if case.lead and case.over_on is None and case.lead != PRACTITIONER
    )
    for email in list(leads)[:LEAVERS]:
        practitioners.leave(
            practitioner=world.practitioners[email],
            by=world.sign_in("administrator"),
            at=world.story.now - timedelta(hours=16),
        )

"""Proposals as tests make them: a case that nobody leads, and somebody who is asked."""

from datetime import datetime
from typing import Any

from baton.casework.actions import proposal
from baton.casework.actions.proposal import NewProposal
from baton.casework.models import Case, Proposal
from baton.casework.tests.factories import NOW, Cast
from baton.partnership.models import Organisation, Practitioner


def ask(
    case: Case,
    around: Cast,
    who: Practitioner | None = None,
    at: Organisation | None = None,
    *,
    by: Practitioner | None = None,
    now: datetime = NOW,
    **values: Any,
) -> Proposal:
    """Let the coordinator ask the lead of the cast, or whoever is named."""
    usual = {"level": 3, "reasons": ["school of Ava", "works in North"], "message": "Grandma helps."}
    new = NewProposal(practitioner=who or around.lead, organisation=at or around.school, **usual | values)
    return proposal.propose(
        case=case,
        new=new,
        coordinator=None,
        by=by or around.coordinator,
        at=now,
        expected_version=Case.objects.get(pk=case.pk).version,
    )

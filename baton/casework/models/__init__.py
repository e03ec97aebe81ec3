"""Cases and what belongs to one: leads, duties, agreement, assessment, plan, team, meetings, transfers."""

from baton.casework.models.agreement import InformationRead, SafeguardingBasis
from baton.casework.models.allocation import Allocation, StandIn
from baton.casework.models.assessment import Assessment, AssessmentPart, AssessmentSubmission
from baton.casework.models.case import Case, CaseSpan
from baton.casework.models.document import CaseDocument
from baton.casework.models.duty import Duty, Pause
from baton.casework.models.liaison import LiaisonNote
from baton.casework.models.meeting import ActionProgress, Attendance, Meeting, MeetingDecision, Review
from baton.casework.models.plan import Outcome, PlanAction
from baton.casework.models.proposal import Proposal
from baton.casework.models.register import ReviewRegisterEntry
from baton.casework.models.team import TeamMember
from baton.casework.models.transfer import Transfer

__all__ = [
    "ActionProgress",
    "Allocation",
    "Assessment",
    "AssessmentPart",
    "AssessmentSubmission",
    "Attendance",
    "Case",
    "CaseDocument",
    "CaseSpan",
    "Duty",
    "InformationRead",
    "LiaisonNote",
    "Meeting",
    "MeetingDecision",
    "Outcome",
    "Pause",
    "PlanAction",
    "Proposal",
    "Review",
    "ReviewRegisterEntry",
    "SafeguardingBasis",
    "StandIn",
    "TeamMember",
    "Transfer",
]

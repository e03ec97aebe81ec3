"""The roles a membership may carry.

A role says what somebody does in an organisation; lead practitioner, team member and authoriser are relations to a
case and are not roles. Source: requirements C (R028-R048); the profile gives each role its words.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a practitioner is in one organisation; a membership may carry several."""

    PRACTITIONER = "practitioner"
    TEAM_MANAGER = "team_manager"
    HUB_SCREENER = "hub_screener"
    HUB_MANAGER = "hub_manager"
    COORDINATOR = "coordinator"
    SOCIAL_CARE_LIAISON = "social_care_liaison"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    DIRECTORY_EDITOR = "directory_editor"
    TRAINING_LEAD = "training_lead"
    GOVERNANCE_OFFICER = "governance_officer"
    BOARD_MEMBER = "board_member"
    SYSTEM_ADMINISTRATOR = "system_administrator"


HUB = frozenset({Role.HUB_SCREENER, Role.HUB_MANAGER})
"""Who works at the front door."""

WORKS_WITH_FAMILIES = frozenset(
    {
        Role.PRACTITIONER,
        Role.TEAM_MANAGER,
        Role.HUB_SCREENER,
        Role.HUB_MANAGER,
        Role.COORDINATOR,
        Role.SOCIAL_CARE_LIAISON,
        Role.SAFEGUARDING_LEAD,
    }
)
"""Who may make an enquiry and be a relation of a case."""

FIGURES = frozenset(
    {
        Role.TEAM_MANAGER,
        Role.HUB_MANAGER,
        Role.COORDINATOR,
        Role.SAFEGUARDING_LEAD,
        Role.ANALYST,
        Role.AUDITOR,
        Role.BOARD_MEMBER,
    }
)
"""Who may open the figures; whether the rows behind them too is asked apart."""

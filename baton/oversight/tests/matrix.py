"""Who may open the pages of oversight."""

from baton.oversight.rules.look import SEES_EVERY_LOOK
from baton.partnership.matrix import AUTHORISER, LEAD_PRACTITIONER, Page
from baton.partnership.rules.roles import Role

OFFICERS = frozenset(role.value for role in SEES_EVERY_LOOK)

MATRIX = [
    Page(
        "family_looks", on="family", who=OFFICERS | {LEAD_PRACTITIONER, AUTHORISER, Role.TEAM_MANAGER.value}
    ),
    Page("family_looks_download", on="family", who=OFFICERS),
    Page("unusual_reading_list", who=OFFICERS),
    Page("unusual_reading", on="alert", who=OFFICERS),
]

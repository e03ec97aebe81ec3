"""Who may open the pages of the desk."""

from baton.partnership.matrix import AUTHORISER, RELATIONS, Page
from baton.people.permissions import MEETS_FAMILIES

READERS = frozenset(role.value for role in MEETS_FAMILIES) | RELATIONS
CASELOADS = frozenset({"team_manager", "hub_manager", "coordinator", AUTHORISER})

MATRIX = [
    Page("front", public=True),
    Page("about", public=True),
    Page("my_work"),
    Page("holdings", on="practitioner", who=CASELOADS),
    Page("family_page", on="family", who=READERS),
]

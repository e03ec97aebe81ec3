"""Who may open the pages of the desk."""

from baton.partnership.matrix import RELATIONS, Page
from baton.people.permissions import MEETS_FAMILIES

READERS = frozenset(role.value for role in MEETS_FAMILIES) | RELATIONS

MATRIX = [
    Page("front", public=True),
    Page("about", public=True),
    Page("my_work"),
    Page("family_page", on="family", who=READERS),
]

"""Who may open the figures."""

from baton.partnership.matrix import Page
from baton.partnership.rules.roles import FIGURES, Role

MATRIX = [
    Page("highlight_report", who=frozenset(role.value for role in FIGURES)),
    Page("figure_rows", on="figure", who=frozenset(role.value for role in FIGURES - {Role.BOARD_MEMBER})),
]

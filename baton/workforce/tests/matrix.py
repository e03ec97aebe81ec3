"""Who may open audits and training."""

from baton.partnership.matrix import Page
from baton.partnership.rules.roles import Role

READERS = frozenset(
    role.value for role in (Role.AUDITOR, Role.COORDINATOR, Role.HUB_MANAGER, Role.TEAM_MANAGER)
)

MATRIX = [
    Page("audit_index", who=READERS),
    Page("audit_correct", on="audit", who=frozenset({Role.AUDITOR.value})),
    Page("attendance_index", who=frozenset({Role.TRAINING_LEAD.value, Role.HUB_MANAGER.value})),
    Page("attendance_correct", on="attendance", who=frozenset({Role.TRAINING_LEAD.value})),
]

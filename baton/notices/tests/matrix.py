"""Who may see what was sent, and choose what they are written to about."""

from baton.partnership.matrix import EVERYBODY, Page
from baton.partnership.rules.roles import Role

MATRIX = [
    Page("message_index", who=frozenset({Role.SYSTEM_ADMINISTRATOR.value, Role.HUB_MANAGER.value})),
    Page("notice_preferences", who=EVERYBODY),
]

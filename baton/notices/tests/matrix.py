"""Who may see what was sent."""

from baton.partnership.matrix import Page
from baton.partnership.rules.roles import Role

MATRIX = [Page("message_index", who=frozenset({Role.SYSTEM_ADMINISTRATOR.value, Role.HUB_MANAGER.value}))]

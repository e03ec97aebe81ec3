"""Who may say whom imported names mean."""

from baton.partnership.matrix import Page
from baton.partnership.rules.roles import Role

MATCHERS = frozenset({Role.HUB_MANAGER.value, Role.SYSTEM_ADMINISTRATOR.value})

MATRIX = [Page("imported_name_index", who=MATCHERS), Page("imported_name_match", who=MATCHERS)]

"""Who may see what was sent, choose what they are written to about, and say that an address works."""

from baton.partnership.matrix import EVERYBODY, Page
from baton.partnership.rules.roles import Role

LOOK_AFTER_SENDING = frozenset({Role.SYSTEM_ADMINISTRATOR.value, Role.HUB_MANAGER.value})
ANSWER_FOR_COLLEAGUES = frozenset({Role.TEAM_MANAGER.value, Role.SOCIAL_CARE_LIAISON.value})

MATRIX = [
    Page("message_index", who=LOOK_AFTER_SENDING),
    Page("message_again", on="message", who=LOOK_AFTER_SENDING),
    Page("message_receipt", public=True, method="post"),
    Page("bounce_index", who=LOOK_AFTER_SENDING | ANSWER_FOR_COLLEAGUES),
    Page("bounce_confirm", on="bounce", who=LOOK_AFTER_SENDING | ANSWER_FOR_COLLEAGUES, refused=404),
    Page("notice_preferences", who=EVERYBODY),
]

"""Narrowing the list of messages."""

from baton.notices.rules.delivery import Status
from baton.ui.fields import ChoiceField
from baton.ui.forms import FilterForm

LOST = "lost"


class MessageFilter(FilterForm):
    """How far messages have come."""

    status = ChoiceField("Status", choices=[(LOST, "All that did not arrive"), *Status.choices()], small=True)

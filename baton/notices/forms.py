"""Narrowing the list of messages."""

from baton.notices.models import Message
from baton.ui.fields import ChoiceField
from baton.ui.forms import FilterForm


class MessageFilter(FilterForm):
    """How far messages have come."""

    status = ChoiceField("Status", choices=Message.Status.choices, small=True)

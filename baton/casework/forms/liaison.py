"""What was agreed with social care."""

from baton.ui.fields import DateField, TextAreaField
from baton.ui.forms import FilterForm, Form


class AgreedForm(Form):
    """What was agreed about one thing on the list."""

    text = TextAreaField(
        "What was agreed?", rows=2, limit=5_000, missing="Write what was agreed, and who does it"
    )


class DayFilter(FilterForm):
    """Which day."""

    day = DateField("Day", past=True)

"""Narrowing the list of unusual reading, and closing an alert."""

from baton.oversight.rules.reading import FINDING_LABELS, KIND_LABELS
from baton.ui.fields import ChoiceField, TextAreaField
from baton.ui.forms import FilterForm, Form


class ReadingFilter(FilterForm):
    """Which alerts."""

    show = ChoiceField("Show", choices=[("open", "To be looked into"), ("closed", "Looked into")], small=True)
    kind = ChoiceField("Kind", choices=list(KIND_LABELS.items()), small=True)


class ClosingForm(Form):
    """What somebody found who looked into an alert."""

    finding = ChoiceField(
        "What did you find?", choices=list(FINDING_LABELS.items()), missing="Choose what you found"
    )
    reason = TextAreaField(
        "What does your finding rest on, and what follows?",
        rows=4,
        hint="Whom you asked, what they were working on, to whom you passed it on.",
        missing="Write what your finding rests on",
    )

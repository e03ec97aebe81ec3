"""Looking again at a record that is kept restricted or sealed, and narrowing the list of them."""

from datetime import date, timedelta
from typing import Any, cast

from django.utils import timezone

from baton.people.rules.restriction import RESTRICTION_LABELS, Restriction
from baton.ui.fields import ChoiceField, DateField, TextAreaField, TextField
from baton.ui.forms import FilterForm, Form

CLOSED = [(each.value, RESTRICTION_LABELS[each]) for each in (Restriction.RESTRICTED, Restriction.SEALED)]


class RestrictionReviewForm(Form):
    """A record stays restricted or sealed, for a reason and until a day."""

    note = TextAreaField(
        "Why must this record stay as it is?",
        rows=4,
        hint="What has not changed, and how you know. Whoever looks next reads it.",
        missing="Write why it must stay as it is",
    )
    next_on = DateField("When will you look again?", missing="Enter the day by which you look again")

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = cast(DateField, self.fields["next_on"])
        day.earliest, day.latest = timezone.localdate() + timedelta(days=1), latest


class RestrictedFilter(FilterForm):
    """Which restricted and sealed records."""

    q = TextField("Family name or reference", width=20)
    due = ChoiceField(
        "To look at", choices=[("late", "Late"), ("month", "By the end of this month")], small=True
    )
    kept = ChoiceField("Kept", choices=CLOSED, small=True)

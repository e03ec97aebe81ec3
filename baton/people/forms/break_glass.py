"""Opening a restricted record in an emergency, and judging it afterwards."""

from baton.partnership import profiles
from baton.people.forms.choices import Choices
from baton.people.rules.break_glass import VERDICT_LABELS, VERDICT_MEANS, Verdict
from baton.ui.fields import Choice, ChoiceField, TextAreaField
from baton.ui.forms import FilterForm, Form


def reasons() -> Choices:
    """The reasons for which the partnership lets the glass be broken."""
    return profiles.current().restricted_records.break_glass.reasons.choices


class BreakGlassForm(Form):
    """Why a restricted record must be opened now."""

    reason = ChoiceField("Why must you see this record now?", choices=reasons, missing="Choose a reason")
    note = TextAreaField(
        "What has happened, and whom have you tried to reach?",
        rows=4,
        hint="Two or three sentences. A safeguarding lead or an information governance officer reads them.",
        missing="Write what has happened",
    )


class BreakGlassReviewForm(Form):
    """What somebody found who looked at a use."""

    verdict = ChoiceField(
        "Was it right to open this record?",
        choices=[Choice(each.value, VERDICT_LABELS[each], VERDICT_MEANS[each]) for each in Verdict],
        missing="Choose what you found",
    )
    review_note = TextAreaField(
        "What did you look at, and what follows?", rows=4, missing="Write what your finding rests on"
    )


class BreakGlassFilter(FilterForm):
    """Which uses."""

    show = ChoiceField(
        "Show", choices=[("waiting", "To be looked at"), ("reviewed", "Looked at")], small=True
    )

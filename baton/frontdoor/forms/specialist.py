"""Asking specialists for their view, and giving it."""

from baton.frontdoor.rules.specialist import OUTCOME_HINTS, OUTCOME_WORDS, SpecialistOutcome
from baton.partnership import profiles
from baton.ui.fields import Choice, ChoiceField, TextAreaField
from baton.ui.forms import FilterForm, Form


def specialists_offered() -> list[Choice]:
    """Return the specialists who may be asked, in the partnership's words."""
    return [Choice(one.code, one.label, one.hint) for one in profiles.current().specialists if one.offered]


class AskSpecialistForm(Form):
    """Who is asked, and what."""

    specialism = ChoiceField(
        "Whose view do you ask for?", choices=specialists_offered, missing="Choose whom you ask"
    )
    question = TextAreaField(
        "What do you want to know?",
        hint="They read the whole enquiry. Say what you are unsure about.",
        rows=3,
        limit=5_000,
        missing="Write what you want to know",
    )


class SpecialistViewForm(Form):
    """What specialists think of an enquiry."""

    outcome = ChoiceField(
        "What is your view?",
        choices=[Choice(one.value, OUTCOME_WORDS[one], OUTCOME_HINTS[one]) for one in SpecialistOutcome],
        missing="Choose your view",
    )
    view = TextAreaField(
        "In your words", rows=5, limit=20_000, missing="Write what you think, or what you need to know"
    )


class QueueFilter(FilterForm):
    """Which requests to specialists."""

    show = ChoiceField("Show", choices=[("waiting", "Waiting"), ("answered", "Answered")], small=True)

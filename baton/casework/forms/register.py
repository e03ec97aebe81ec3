"""What a manager decides about a case in the review register."""

from typing import Any

from baton.casework.rules.register import ScreenOutcome
from baton.partnership.models import Practitioner
from baton.ui import fields
from baton.ui.forms import FilterForm, Form


class RegisterFilter(FilterForm):
    """Which entries."""

    screened = fields.ChoiceField(
        "Screened", choices=[("no", "Not screened yet"), ("yes", "Screened")], small=True
    )


class EnterForm(Form):
    """An older case, found on paper or elsewhere."""

    opened_on = fields.DateField(
        "When did the help begin?",
        hint="The day on the oldest paper. If only the year is known, enter 1 January of it.",
        past=True,
        missing="Enter the day on which the help began",
    )
    coordinator = fields.SelectField(
        "Coordinator", choices=[], required=False, mark_optional=False, empty_words="None yet"
    )

    def __init__(self, *args: Any, coordinators: list[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coordinators = {str(row.pk): row for row in coordinators}
        self.fields["coordinator"].choices = [(key, row.name) for key, row in self.coordinators.items()]

    @property
    def answer(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {
            "opened_on": self.values["opened_on"],
            "coordinator": self.coordinators.get(self.values["coordinator"]),
        }


class ScreenForm(Form):
    """The safeguarding screen."""

    outcome = fields.ChoiceField(
        "Is any child at risk of harm?",
        choices=[
            fields.Choice(
                ScreenOutcome.NO_IMMEDIATE_CONCERN,
                "No immediate concern",
                "From what is known now. You can then ask for information, allocate or close.",
            ),
            fields.Choice(
                ScreenOutcome.CONCERN,
                "There is a concern",
                "Refer to social care, or have the case led at once.",
            ),
        ],
        missing="Choose what the screen found",
    )
    note = fields.TextAreaField(
        "What did you look at, and whom did you ask?", missing="Write what the screen rests on"
    )


class AskForm(Form):
    """What to ask for before deciding."""

    words = fields.TextAreaField(
        "What do you need to know, and from whom?", missing="Write what you ask for, and of whom"
    )


class CameForm(Form):
    """What came back."""

    words = fields.TextAreaField("What came back?", missing="Write what came back")

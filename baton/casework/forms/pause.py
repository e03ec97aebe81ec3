"""Pausing a clock of a case."""

from typing import Any

from baton.casework.rules.duty import ASSESSMENT, MEETINGS
from baton.core import dates
from baton.partnership.rules.profile import Profile
from baton.ui import fields
from baton.ui.forms import Form

CLOCKS = ((ASSESSMENT, "The assessment"), (MEETINGS, "Meetings of the team"))


class ReasonForm(Form):
    """Why something stands still."""

    reason = fields.SelectField("Why?", choices=[], missing="Choose why")
    note = fields.TextAreaField("More about it", rows=3, required=False)

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = profile.pause_reasons.choices

    @property
    def words(self) -> str:
        """Give the code of the reason, with what was written about it."""
        return ": ".join(part for part in (self.values["reason"], self.values["note"]) if part)


class HoldForm(ReasonForm):
    """Why a case is put on hold."""


class PauseForm(ReasonForm):
    """Which clock stands still, from when, why."""

    clock = fields.ChoiceField("Which clock?", choices=CLOCKS, missing="Choose which clock is paused")
    from_on = fields.DateField("From which day?", missing="Enter the day from which the clock is paused")

    field_order = ["clock", "from_on", "reason", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].initial = dates.today()

    @property
    def answer(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {
            "clock": self.values["clock"],
            "from_on": self.values["from_on"],
            "reason": self.words,
        }


class PauseEndForm(Form):
    """From when the clock goes on."""

    to_on = fields.DateField(
        "From which day does the clock go on?", missing="Enter the day from which the clock goes on"
    )

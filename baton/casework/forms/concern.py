"""Forms with scores: who enters one that may mean danger for a child is told, and says that it is no slip."""

from typing import Any

from baton.casework.rules.concern import concern
from baton.partnership import profiles
from baton.ui import fields
from baton.ui.forms import Form


class ScoringForm(Form):
    """A form with scores. `concerns` holds what is said before each box that asks whether a score is no slip."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.concerns: dict[str, str] = {}

    def watch(self, name: str, measures: str) -> None:
        """Where the score in the field `name` raises a concern, ask right after it whether it is no slip.

        `measures` names tool and area. What was saved with a concern before is ticked already.
        """
        tools = profiles.current().tools
        words = concern(tools, measures, self[name].value())
        if not words:
            return
        asked = f"sure_{name}"
        self.concerns[asked] = words
        self.fields[asked] = fields.ConfirmField(
            "This score is right, it is no slip",
            missing="Read what to do now. Then tick the box if the score is right, or change the score",
            initial=bool(concern(tools, measures, self.initial.get(name, ""))),
        )

"""Answering the question who leads, and calling it back."""

from typing import Any

from baton.partnership.rules.profile_allocation import Allocation
from baton.ui import fields
from baton.ui.forms import Form

YES, NO = "yes", "no"


class ProposalAnswerForm(Form):
    """Lead, or not, with the reason."""

    answer = fields.ChoiceField(
        "Can you lead this case?",
        choices=[(YES, "Yes, I lead it from now on"), (NO, "No, I cannot")],
        reveals={NO: ["refusal", "words"]},
        missing="Choose yes or no",
    )
    refusal = fields.ChoiceField("Why not?", choices=[], missing="Choose why you cannot")
    words = fields.TextAreaField(
        "What else should they know?",
        hint="Whoever asked you reads this and asks somebody else",
        rows=3,
        missing="Write why you cannot lead this case",
    )

    def __init__(self, *args: Any, rules: Allocation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one for one in rules.refusals if one.offered]
        self.fields["refusal"].choices = [fields.Choice(one.code, one.label, one.hint) for one in offered]
        self.fields["words"].required = not offered
        if not offered:
            del self.fields["refusal"]
            self.fields["answer"].reveals = {NO: ("words",)}

    @property
    def accepts(self) -> bool:
        """Say whether they lead."""
        return bool(self.values["answer"] == YES)

    @property
    def why_not(self) -> dict[str, str]:
        """Give what the refusal says."""
        return {"refusal": self.values.get("refusal", ""), "words": self.values["words"]}


class WithdrawForm(Form):
    """A proposal is called back."""

    reason = fields.TextAreaField("Why do you call it back?", rows=2, missing="Write why you call it back")

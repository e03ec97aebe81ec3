"""Restricting a record, naming somebody on it, barring somebody from it."""

from typing import Any, cast

from baton.people.forms import choices
from baton.people.rules.facts import BAR_LABELS
from baton.people.rules.restriction import RESTRICTION_LABELS, RESTRICTION_MEANS, Restriction
from baton.ui.fields import Choice, ChoiceField, SelectField, TextAreaField
from baton.ui.fields.choices import ChoosingField
from baton.ui.forms import Form


class RestrictionForm(Form):
    """From now on this record is open, restricted or sealed."""

    restriction = ChoiceField(
        "How should this record be kept from now on?",
        choices=[],
        reveals={"restricted": ["reason_restricted"], "sealed": ["reason_sealed"]},
    )
    reason_restricted = TextAreaField("Why must it be restricted?", rows=3)
    reason_sealed = TextAreaField(
        "Why must it be sealed?", rows=3, hint="You are named on it, and can name others."
    )

    def __init__(self, *args: Any, allowed: list[Restriction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [Choice(then.value, RESTRICTION_LABELS[then], RESTRICTION_MEANS[then]) for then in allowed]
        choices.offer(self, "restriction", offered)
        asked = cast(ChoosingField, self.fields["restriction"])
        asked.reveals = {code: names for code, names in asked.reveals.items() if code in allowed}
        for then in {Restriction.RESTRICTED, Restriction.SEALED} - set(allowed):
            del self.fields[f"reason_{then}"]

    @property
    def then(self) -> Restriction:
        """Give what the record becomes."""
        return Restriction(self.cleaned_data["restriction"])

    @property
    def reason(self) -> str:
        """Give why."""
        return str(self.cleaned_data.get(f"reason_{self.then}") or "")


class NamingForm(Form):
    """Somebody is named on a record."""

    practitioner = SelectField("Who should be named on this record?", choices=choices.practitioners)


class BarForm(Form):
    """Somebody is barred from a record."""

    practitioner = SelectField("Who must never open this record?", choices=choices.practitioners)
    reason = ChoiceField("Why?", choices=list(BAR_LABELS.items()))
    note = TextAreaField("What should whoever reviews this know?", required=False, rows=2)


class SureForm(Form):
    """A page that only asks whether one is sure."""

"""How somebody wants to be written to: which way for each kind, and when not."""

from typing import Any

from django.utils import timezone

from baton.notices.actions.message import leaves_time
from baton.notices.models import Preference
from baton.notices.rules.kind import OFFERS, WAY_WORDS, way_of
from baton.notices.rules.quiet import Quiet
from baton.ui.fields import ChoiceField, MultipleChoiceField, TimeField
from baton.ui.forms import Form

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class PreferenceForm(Form):
    """A way for each kind of notice, quiet hours, and days off; `kept` is what was chosen before."""

    quiet_from = TimeField(
        "From", required=False, hint="Like 6 pm or 18:00. Leave both empty for no quiet hours."
    )
    quiet_to = TimeField("Until", required=False, hint="Like 8 am or 08:00. It may be on the next morning.")
    free_days = MultipleChoiceField(
        "Days on which you do not work",
        choices=[(str(number), words) for number, words in enumerate(WEEKDAYS)],
        required=False,
        small=True,
    )

    def __init__(self, *args: Any, kept: Preference | None, **kwargs: Any) -> None:
        chosen = kept.ways if kept else {}
        initial: dict[str, Any] = {f"way_{kind}": way_of(kind, chosen).value for kind in OFFERS}
        if kept is not None:
            days = [str(day) for day in kept.free_days]
            initial |= {"quiet_from": kept.quiet_from, "quiet_to": kept.quiet_to, "free_days": days}
        super().__init__(*args, initial=initial, **kwargs)
        for kind, offer in OFFERS.items():
            self.fields[f"way_{kind}"] = ChoiceField(
                offer.words,
                hint=offer.hint,
                choices=[(way.value, WAY_WORDS[way]) for way in offer.ways],
                missing=f"Choose how you want to hear: {offer.words[0].lower()}{offer.words[1:]}",
            )

    @property
    def way_fields(self) -> list[Any]:
        """Give the questions about kinds, in their order."""
        return [self[f"way_{kind}"] for kind in OFFERS]

    @property
    def quiet_fields(self) -> list[Any]:
        """Give the questions about times."""
        return [self["quiet_from"], self["quiet_to"], self["free_days"]]

    @property
    def ways(self) -> dict[str, str]:
        """Give the way that was chosen for each kind."""
        return {kind.value: self.cleaned_data[f"way_{kind}"] for kind in OFFERS}

    @property
    def quiet(self) -> Quiet:
        """Give the hours and days that were entered."""
        said = self.cleaned_data
        return Quiet(said["quiet_from"], said["quiet_to"], frozenset(int(day) for day in said["free_days"]))

    def clean(self) -> dict[str, Any]:
        """Refuse half an entry, hours that end when they begin, and a week without a working day."""
        said = super().clean() or self.cleaned_data
        from_, to = said.get("quiet_from"), said.get("quiet_to")
        if "quiet_from" not in self.errors and "quiet_to" not in self.errors:
            if from_ and not to:
                self.add_error("quiet_to", "Enter until when, or leave both times empty")
            if to and not from_:
                self.add_error("quiet_from", "Enter from when, or leave both times empty")
            if from_ and from_ == to:
                self.add_error("quiet_to", "Enter a time that is not the one it begins at")
        if len(said.get("free_days", ())) == len(WEEKDAYS):
            self.add_error("free_days", "Leave at least one day on which we may write to you")
        elif not self.errors and not leaves_time(self.quiet, timezone.now()):
            self.add_error(
                "quiet_to", "With these hours and days there is never a time at which we may write to you"
            )
        return said

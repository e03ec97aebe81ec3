"""Choosing who leads a case, handing it back, standing in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from baton.casework.forms.leads import lead_choices
from baton.casework.models.coordinating import coordinators
from baton.casework.models.leading import PossibleLead
from baton.partnership import profiles
from baton.partnership.models import Locality, Organisation, Practitioner
from baton.partnership.rules.profile import Profile
from baton.ui import fields
from baton.ui.forms import FilterForm, Form

NOBODY = "nobody"
NOBODY_FOUND = fields.Choice(
    NOBODY,
    "Nobody is found",
    "Whoever you choose below to support the case looks on: it goes on their list, and they are told",
)


class LeadFilter(FilterForm):
    """Whom to show."""

    name = fields.TextField("Name", width=20)
    organisation = fields.SelectField("Organisation", choices=[], empty_words="All")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.in_use().order_by("name")
        self.fields["organisation"].choices = [(str(row.pk), row.name) for row in rows]


ASK, NOW = "ask", "now"
WAYS = (
    fields.Choice(
        ASK,
        "Ask them first",
        "They read about the family and say yes or no. The case is theirs once they accept",
    ),
    fields.Choice(NOW, "They have agreed already", "They lead from now on"),
)


class LeadForm(Form):
    """Who leads, whether they are asked first, at which level of need, with which coordinator."""

    lead = fields.ChoiceField("Who leads?", choices=[], missing="Choose who leads")
    way = fields.ChoiceField(
        "Do they know?",
        choices=WAYS,
        reveals={ASK: ["message"]},
        initial=ASK,
        required=False,
        mark_optional=False,
    )
    message = fields.TextAreaField(
        "What should they know before they answer?",
        rows=3,
        required=False,
        hint="They read it with what is recorded of the case",
    )
    level = fields.ChoiceField("Level of need now", choices=[], required=False, mark_optional=False)
    coordinator = fields.SelectField(
        profiles.said(lambda words: words.coordinator.start),
        choices=[],
        required=False,
        mark_optional=False,
        empty_words="None yet",
    )

    def __init__(
        self,
        *args: Any,
        leads: Sequence[PossibleLead],
        shown: list[fields.Choice],
        profile: Profile,
        locality: Locality | None,
        ask_level: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(lead.membership_id): lead for lead in leads}
        choices = lead_choices(self.leads, shown, chosen=self.data.get(self.add_prefix("lead")))
        self.fields["lead"].choices = [*choices, NOBODY_FOUND]
        if ask_level:
            self.fields["level"].choices = [(level.code, level.label) for level in profile.levels]
        else:
            del self.fields["level"]
        nearest = coordinators(locality)
        self.fields["coordinator"].choices = [(str(row.pk), row.name) for row in nearest]
        if nearest and locality is not None:
            self.fields["coordinator"].initial = str(nearest[0].pk)

    def clean(self) -> None:
        """Refuse to guess whether somebody is asked before they lead, at which level of need, and who looks on."""
        lead = self.cleaned_data.get("lead") or ""
        if lead == NOBODY and not self.cleaned_data.get("coordinator"):
            self.add_error("coordinator", "Choose who looks for somebody to lead")
        if lead not in self.leads:
            return
        if not self.cleaned_data["way"]:
            self.add_error("way", "Choose whether they are asked first")
        if "level" in self.fields and not self.cleaned_data.get("level"):
            self.add_error("level", "Choose the level of need")

    @property
    def nobody(self) -> bool:
        """Say whether nobody was found to lead."""
        return bool(self.values["lead"] == NOBODY)

    @property
    def asks(self) -> bool:
        """Say whether somebody is asked before they lead."""
        return self.chosen is not None and self.values["way"] == ASK

    @property
    def chosen(self) -> PossibleLead | None:
        """Give who was chosen; nothing where nobody was found."""
        return self.leads.get(self.values["lead"])

    @property
    def chosen_level(self) -> int | None:
        """Give the level of need."""
        return int(self.values["level"]) if self.values.get("level") else None

    @property
    def chosen_coordinator(self) -> Practitioner | None:
        """Give the coordinator who was chosen."""
        key = self.values["coordinator"]
        return Practitioner.objects.get_queryset().get(pk=UUID(key)) if key else None


class RefuseForm(Form):
    """Handing a case back."""

    reason = fields.TextAreaField(
        "Why can you not lead it?",
        hint="The front door reads this and chooses somebody else.",
        missing="Write why you cannot lead this case",
    )


class StandInForm(Form):
    """Who stands in."""

    practitioner = fields.SelectField("Who stands in?", choices=[], missing="Choose who stands in")
    reason = fields.TextAreaField("Why?", rows=3, missing="Write why somebody stands in")

    def __init__(self, *args: Any, colleagues: list[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(row.pk): row for row in colleagues}
        self.fields["practitioner"].choices = [(key, row.name) for key, row in self.colleagues.items()]

    @property
    def answer(self) -> dict[str, Any]:
        """Give what the action takes."""
        return {
            "practitioner": self.colleagues[self.values["practitioner"]],
            "reason": self.values["reason"],
        }

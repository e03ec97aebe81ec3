"""Choosing who leads a case, handing it back, standing in."""

from typing import Any
from uuid import UUID

from baton.casework.models.leading import PossibleLead
from baton.partnership import profiles
from baton.partnership.models import Locality, Membership, Organisation, Practitioner
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.roles import Role
from baton.ui import fields
from baton.ui.forms import FilterForm, Form

LATER = "later"


class LeadFilter(FilterForm):
    """Whom to show."""

    name = fields.TextField("Name", width=20)
    organisation = fields.SelectField("Organisation", choices=[], empty_words="All")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.in_use().order_by("name")
        self.fields["organisation"].choices = [(str(row.pk), row.name) for row in rows]


class LeadForm(Form):
    """Who leads, at which level of need, with which coordinator."""

    lead = fields.ChoiceField("Who leads?", choices=[], missing="Choose who leads")
    level = fields.ChoiceField("Level of need now", choices=[], missing="Choose the level of need")
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
        leads: list[PossibleLead],
        shown: list[fields.Choice],
        profile: Profile,
        locality: Locality | None,
        later: str = "",
        ask_level: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(lead.membership_id): lead for lead in leads}
        known = {choice.value for choice in shown}
        others = [(key, lead.practitioner.name) for key, lead in self.leads.items() if key not in known]
        self.fields["lead"].choices = [
            *shown,
            *([fields.Choice(LATER, later)] if later else []),
            *(others if self.is_bound else []),
        ]
        if ask_level:
            self.fields["level"].choices = [(level.code, level.label) for level in profile.levels]
        else:
            del self.fields["level"]
        nearest = coordinators(locality)
        self.fields["coordinator"].choices = [(str(row.pk), row.name) for row in nearest]
        if nearest and locality is not None:
            self.fields["coordinator"].initial = str(nearest[0].pk)

    @property
    def chosen(self) -> PossibleLead | None:
        """Give who was chosen; nothing where the choice is left for later."""
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


def coordinators(locality: Locality | None) -> list[Practitioner]:
    """Return the coordinators, those of the locality first."""
    local = Membership.objects.current().carrying(Role.COORDINATOR).filter(localities=locality)
    here = set(local.values_list("practitioner_id", flat=True)) if locality else set()
    everybody = Practitioner.objects.with_role(Role.COORDINATOR)
    return sorted(everybody, key=lambda row: (row.pk not in here, row.name))


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

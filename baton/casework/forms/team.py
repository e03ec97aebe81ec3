"""Who joins the team and who leaves it, turned into values."""

from collections.abc import Iterable
from typing import Any

from baton.casework.actions.team import Newcomer
from baton.casework.forms.sharing import SharingForm
from baton.partnership.models import Membership, Organisation
from baton.ui import fields
from baton.ui.forms import Form

BY_NAME = "name"
OTHER_AGENCY = "other"


class FindColleagueForm(Form):
    """Whom to look for."""

    q = fields.TextField("Name of the person or their organisation", missing="Enter a name")


class JoinForm(SharingForm):
    """Somebody joins the team: a colleague who signs in, or somebody known by name alone."""

    who = fields.ChoiceField(
        "Who joins the team?",
        choices=[],
        reveals={BY_NAME: ["name", "agency", "agency_words", "contact"]},
        missing="Choose who joins the team",
    )
    name = fields.TextField("Their name", limit=160, missing="Enter their name")
    agency = fields.SelectField(
        "Their organisation", choices=[], missing="Choose their organisation, or “Another organisation”"
    )
    agency_words = fields.TextField(
        "Its name, if it is another organisation", limit=160, required=False, mark_optional=False
    )
    contact = fields.TextField("Telephone or e-mail", limit=160, required=False)
    role_words = fields.TextField(
        "What do they do for this family?",
        hint="Like “health visitor” or “sees Ava at breakfast club”.",
        limit=120,
        missing="Write what they do for this family",
    )

    field_order = ["who", "name", "agency", "agency_words", "contact", "role_words", "sharing"]

    def __init__(
        self,
        *args: Any,
        colleagues: Iterable[Membership],
        agencies: Iterable[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(row.pk): row for row in colleagues}
        self.agencies = {str(row.pk): row for row in agencies}
        self.fields["who"].choices = [
            *(
                fields.Choice(
                    key,
                    f"{row.practitioner.name}, {row.organisation.name}",
                    row.practitioner.job_title,
                )
                for key, row in self.colleagues.items()
            ),
            fields.Choice(BY_NAME, "Somebody who does not sign in here"),
        ]
        self.fields["agency"].choices = [
            (OTHER_AGENCY, "Another organisation"),
            *((key, row.name) for key, row in self.agencies.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the name of an organisation that is no partner."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        unnamed = values.get("agency") == OTHER_AGENCY and not values.get("agency_words")
        if values.get("who") == BY_NAME and unnamed:
            self.add_error("agency_words", "Enter the name of the organisation")
        return values

    @property
    def newcomer(self) -> Newcomer:
        """Give who joins, as the action takes it."""
        values = self.values
        row = self.colleagues.get(values["who"])
        if row is not None:
            return Newcomer(
                practitioner=row.practitioner,
                organisation=row.organisation,
                role_words=values["role_words"],
                contact=row.practitioner.phone,
            )
        other = values["agency"] == OTHER_AGENCY
        return Newcomer(
            name=values["name"],
            organisation=self.agencies.get(values["agency"]),
            organisation_words=values["agency_words"] if other else "",
            contact=values["contact"],
            role_words=values["role_words"],
        )


class LeaveForm(Form):
    """Somebody leaves the team."""

    reason = fields.TextAreaField(
        "Why do they leave the team?", rows=2, missing="Write why they leave the team"
    )

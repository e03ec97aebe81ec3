"""What people answer, turned into values."""

from typing import Any

from baton.casework.models.standing import Member
from baton.casework.rules.agreement import Basis
from baton.core import dates
from baton.partnership.models import Organisation
from baton.partnership.rules.profile import Profile
from baton.people.rules.facts import AgreementStatus, Capacity
from baton.ui import fields
from baton.ui.forms import Form

OF_ADULT = (
    (Capacity.PARENTAL_RESPONSIBILITY, "For the children too, with parental responsibility"),
    (Capacity.ADULT_SELF, "For themselves alone"),
)
OF_CHILD = ((Capacity.COMPETENT_YOUNG_PERSON, "For themselves, and I judge them able to decide this"),)
BASES = (
    fields.Choice(Basis.RISK_OF_SIGNIFICANT_HARM, "A child may be at risk of significant harm"),
    fields.Choice(Basis.LEGAL_DUTY, "The law or a court requires it"),
    fields.Choice(Basis.VITAL_INTERESTS, "Somebody’s life is in danger"),
)
OTHER_AGENCY = "other"


def _capacities(member: Member) -> tuple[tuple[Capacity, str], ...]:
    return OF_ADULT if member.is_adult else OF_CHILD


class _Answer(Form):
    """What every answer has: in what right, when, how."""

    capacity = fields.ChoiceField(
        "In what right do they answer?", choices=[], missing="Choose in what right they answer"
    )
    on = fields.DateField("When did they answer?", past=True, missing="Enter the day they answered")
    method = fields.ChoiceField("How?", choices=[], inline=True, missing="Choose how they answered")

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = profile.agreement_methods.choices
        self.fields["on"].initial = dates.today()


class ServiceAnswerForm(_Answer):
    """One person's answer about the help, or why they are not asked."""

    status = fields.ChoiceField(
        "What did they say?",
        choices=[
            (AgreementStatus.AGREED, "Yes, they agree"),
            (AgreementStatus.REFUSED, "No, they do not agree"),
            fields.Choice(
                AgreementStatus.NOT_ASKED,
                "They are not to be asked",
                "Only where asking is unsafe, they are not involved, or they cannot be found",
            ),
        ],
        reveals={
            AgreementStatus.REFUSED: ["refusal", "refusal_note"],
            AgreementStatus.NOT_ASKED: ["not_asked", "not_asked_note"],
        },
        missing="Choose what they said",
    )
    refusal = fields.SelectField("Why not?", choices=[], missing="Choose why they do not agree")
    refusal_note = fields.TextAreaField("In their words", rows=3, required=False)
    not_asked = fields.ChoiceField("Why not?", choices=[], missing="Choose why they are not to be asked")
    not_asked_note = fields.TextAreaField("What do you base this on?", rows=3)

    field_order = [
        "status",
        "refusal",
        "refusal_note",
        "not_asked",
        "not_asked_note",
        "capacity",
        "on",
        "method",
    ]

    def __init__(self, *args: Any, member: Member, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, profile=profile, **kwargs)
        self.fields["capacity"].choices = _capacities(member)
        self.fields["refusal"].choices = profile.refusal_reasons.choices
        self.fields["not_asked"].choices = profile.not_asked_reasons.choices
        if self.data.get(self.add_prefix("status")) == AgreementStatus.NOT_ASKED:
            for name in ("capacity", "method"):
                self.fields[name].required = False

    @property
    def answer(self) -> dict[str, Any]:
        """Give the answer as the action takes it."""
        values = self.values
        status = AgreementStatus(values["status"])
        asked = status is not AgreementStatus.NOT_ASKED
        parts = {
            AgreementStatus.REFUSED: (values["refusal"], values["refusal_note"]),
            AgreementStatus.NOT_ASKED: (values["not_asked"], values["not_asked_note"]),
        }.get(status, ("", ""))
        return {
            "status": status,
            "capacity": Capacity(values["capacity"]) if asked else None,
            "on": values["on"],
            "method": values["method"] if asked else "",
            "reason": ": ".join(part for part in parts if part),
        }


class ShareAnswerForm(_Answer):
    """One person's answer about telling one agency."""

    person = fields.ChoiceField("Who answers?", choices=[], missing="Choose who answers")
    agency = fields.SelectField(
        "About sharing with which organisation?",
        choices=[],
        missing="Choose the organisation, or “Another organisation”",
    )
    agency_words = fields.TextField(
        "Its name, if it is another organisation", required=False, mark_optional=False
    )
    status = fields.ChoiceField(
        "May we share with them?",
        choices=[(AgreementStatus.AGREED, "Yes"), (AgreementStatus.REFUSED, "No")],
        inline=True,
        missing="Choose yes or no",
    )
    reason = fields.TextAreaField("Anything they said about it", rows=3, required=False)

    field_order = ["person", "agency", "agency_words", "status", "capacity", "on", "method", "reason"]

    def __init__(self, *args: Any, members: list[Member], profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, profile=profile, **kwargs)
        self.members = {str(member.person.pk): member for member in members}
        self.agencies = {str(row.pk): row for row in Organisation.objects.in_use().order_by("name")}
        self.fields["person"].choices = [
            (key, member.person.full_name) for key, member in self.members.items()
        ]
        self.fields["agency"].choices = [
            (OTHER_AGENCY, "Another organisation"),
            *((key, row.name) for key, row in self.agencies.items()),
        ]
        self.fields["capacity"].choices = [*OF_ADULT, *OF_CHILD]

    def clean(self) -> dict[str, Any]:
        """Refuse an adult's answer given as a young person, and the other way round."""
        values = super().clean() or self.cleaned_data
        member = self.members.get(values.get("person", ""))
        allowed = {capacity for capacity, _ in _capacities(member)} if member else set()
        if member and values.get("capacity") and values["capacity"] not in allowed:
            self.add_error("capacity", f"Choose the right in which {member.person.called} answers")
        if values.get("agency") == OTHER_AGENCY and not values.get("agency_words"):
            self.add_error("agency_words", "Enter the name of the organisation")
        return values

    @property
    def answer(self) -> dict[str, Any]:
        """Give the answer as the action takes it."""
        values = self.values
        return {
            "person": self.members[values["person"]].person,
            "agency": self.agencies.get(values["agency"]),
            "agency_words": values["agency_words"] if values["agency"] == OTHER_AGENCY else "",
            "status": AgreementStatus(values["status"]),
            "capacity": Capacity(values["capacity"]),
            "on": values["on"],
            "method": values["method"],
            "reason": values["reason"],
        }


class WithdrawForm(Form):
    """Taking an agreement back."""

    method = fields.ChoiceField(
        "How did they tell you?", choices=[], inline=True, missing="Choose how they told you"
    )
    reason = fields.TextAreaField(
        "What did they say?", hint="Nobody has to give a reason.", rows=3, required=False
    )

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = profile.agreement_methods.choices


class WithoutForm(Form):
    """Going on without agreement."""

    basis = fields.ChoiceField(
        "Why may the help go on without agreement?", choices=BASES, missing="Choose why"
    )
    reason = fields.TextAreaField(
        "What has happened, and what do you base this on?", missing="Write what has happened"
    )
    family_told = fields.YesNoField(
        "Has the family been told?",
        reveals={"no": ["why_not_told"]},
        missing="Say whether the family has been told",
    )
    why_not_told = fields.TextAreaField("Why not?", rows=3, missing="Write why the family has not been told")

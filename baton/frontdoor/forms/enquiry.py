"""The enquiry's own questions: as a practitioner is asked them, and as the front door keys them."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from baton.frontdoor.actions.values import Said
from baton.frontdoor.rules.enquiry import Urgency
from baton.frontdoor.rules.said import AGREE, DISAGREE, KNOWS_AND_AGREES, UNAWARE
from baton.partnership import profiles
from baton.partnership.models import Organisation, Practitioner
from baton.ui.fields import (
    Choice,
    ChoiceField,
    ConfirmField,
    Group,
    MultipleChoiceField,
    PhoneField,
    PostcodeField,
    SelectField,
    TextAreaField,
    TextField,
)
from baton.ui.forms import Form

SAID = (
    "address",
    "postcode",
    "address_confidential",
    "worries",
    "going_well",
    "tried",
    "family_wants",
    "asks_for",
    "safety_note",
    "interpreter_language",
    "needs",
)


def needs_offered() -> Iterable[Group]:
    """Return the profile's needs in its groups, for checkboxes."""
    profile = profiles.current()
    for group in profile.need_groups:
        needs = [Choice(need.code, need.label) for need in profile.needs_of(group.code) if need.offered]
        if needs:
            yield Group(group.label, tuple(needs))


def urgencies_offered() -> list[tuple[str, str]]:
    """Return how soon an enquiry can be said to need a look, in the profile's words."""
    return [(item.code, item.label) for item in profiles.current().urgencies if item.offered]


class SaidForm(Form):
    """What every enquiry may say, whoever keys it."""

    address = TextAreaField("Address", rows=3, required=False, mark_optional=False, limit=500)
    postcode = PostcodeField(
        "Postcode",
        hint="The first half is enough if that is all you know",
        required=False,
        mark_optional=False,
        outcode=True,
    )
    address_confidential = ConfirmField(
        "Keep this address secret: somebody must not find them", required=False
    )
    worries = TextAreaField("What is worrying you?", size="m", missing="Write what is worrying you")
    going_well = TextAreaField("What is going well?", size="m", required=False)
    tried = TextAreaField("What has been tried?", size="m", required=False)
    family_wants = TextAreaField("What does the family want?", size="m", required=False)
    knows = ChoiceField(
        "Does the family know about this, and do they agree?",
        size="m",
        missing="Say whether the family knows and agrees",
        choices=[
            (AGREE, "They know, and they agree"),
            (DISAGREE, "They know, and they do not agree"),
            (UNAWARE, "They do not know yet"),
        ],
        reveals={DISAGREE: ["disagree_because"], UNAWARE: ["unaware_because"]},
    )
    disagree_because = TextAreaField(
        "Why are you going ahead?", rows=2, missing="Write why you are going ahead though they do not agree"
    )
    unaware_because = TextAreaField(
        "Why have they not been told yet?", rows=2, missing="Write why they have not been told yet"
    )
    asks_for = TextAreaField("What do you think would help?", rows=2, required=False)
    urgency = ChoiceField(
        "How soon should somebody look at this?", choices=urgencies_offered, initial=Urgency.ROUTINE
    )
    needs = MultipleChoiceField("Which needs can you see?", choices=needs_offered, required=False, small=True)
    interpreter_language = TextField("Language, if somebody needs an interpreter", required=False, limit=100)
    safety_note = TextAreaField(
        "Is there anybody who must not be told, or something to know before visiting?", rows=2, required=False
    )

    def any_of(self, names: Iterable[str]) -> bool:
        """Tell whether somebody filled one of these fields, or is wrong there: then they are not folded away."""
        return any(
            self[name].errors or self[name].value() not in (self[name].initial, "", None, [])
            for name in names
        )

    def said(self) -> Said:
        """Return what was said, as the action takes it."""
        typed: dict[str, Any] = {name: self.cleaned_data[name] for name in SAID}
        knows, agrees = KNOWS_AND_AGREES[self.cleaned_data["knows"]]
        because = self.cleaned_data["disagree_because"] or self.cleaned_data["unaware_because"]
        return Said(**typed, family_knows=knows, family_agrees=agrees, not_asked_because=because)

    @property
    def urgency_chosen(self) -> Urgency:
        """How soon the enquirer says that somebody should look."""
        return Urgency(self.cleaned_data["urgency"])


NOT_KNOWN_HINT = "If you do not know, write “not known”."


class EnquiryForm(SaidForm):
    """A practitioner's enquiry: seven questions, the rest optional."""

    going_well = TextAreaField(
        "What is going well?",
        size="m",
        hint=f"Strengths, people who help. {NOT_KNOWN_HINT}",
        missing="Write what is going well, or “not known”",
    )
    tried = TextAreaField(
        "What has been tried?",
        size="m",
        hint=f"By you, the family or others, and what came of it. {NOT_KNOWN_HINT}",
        missing="Write what has been tried, or “nothing yet”",
    )
    family_wants = TextAreaField(
        "What does the family want?",
        size="m",
        hint=f"In their words if you can, the children’s too. {NOT_KNOWN_HINT}",
        missing="Write what the family wants, or “not known”",
    )
    organisation = SelectField("Which of your organisations is this from?", choices=(), required=True)
    enquirer_phone = PhoneField("Your telephone number", required=False)
    contact_note = TextField("When can you best be reached?", required=False)

    def __init__(self, *args: Any, practitioner: Practitioner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {
            str(membership.organisation_id): membership.organisation
            for membership in practitioner.memberships_now()
        }
        self.fields["enquirer_phone"].initial = practitioner.phone
        if len(self.organisations) > 1:
            choices = [(key, organisation.name) for key, organisation in self.organisations.items()]
            self.fields["organisation"] = SelectField(
                "Which of your organisations is this from?", choices=choices
            )
        else:
            del self.fields["organisation"]

    def clean(self) -> dict[str, Any]:
        """Ask where they live, unless it is said that this is not known."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        where = ("address", "postcode")
        if not any(typed.get(name) or name in self.errors for name in where):
            missing = "Enter where they live. If you do not know, write “not known”."
            self.add_error("address", ValidationError(missing, code="required"))
        return typed

    @property
    def chosen_organisation(self) -> Organisation | None:
        """The organisation for which the practitioner makes the enquiry."""
        if "organisation" in self.fields:
            return self.organisations[self.cleaned_data["organisation"]]
        return next(iter(self.organisations.values()), None)

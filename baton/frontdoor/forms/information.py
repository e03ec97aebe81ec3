"""Asking agencies what they know: whom, about whom, why, and what."""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from baton.frontdoor.actions.information import Asking, Recipient
from baton.frontdoor.forms.keying import organisations_offered
from baton.frontdoor.models import Enquiry, EnquiryPerson
from baton.frontdoor.rules.information import may_ask_for
from baton.partnership import profiles
from baton.partnership.models import Organisation
from baton.people.models import Involvement
from baton.ui.fields import (
    Choice,
    ChoiceField,
    EmailField,
    MultipleChoiceField,
    SelectField,
    TextAreaField,
    TextField,
)
from baton.ui.forms import BaseForm, Form, Repeated

MOST_RECIPIENTS = 10
OTHER = "other"


class RecipientForm(BaseForm):
    """Whom to ask: an address, and what else is known of who reads it."""

    organisation = SelectField(
        "Which agency?",
        choices=organisations_offered,
        empty_words="Not in the list",
        required=False,
        mark_optional=False,
    )
    name = TextField(
        "Whom there?",
        hint="A name or a role, for example: safeguarding lead",
        required=False,
        mark_optional=False,
        limit=200,
        spellcheck=False,
    )
    email = EmailField(
        "Their e-mail address",
        hint="Somebody with an account here answers after signing in, anybody else by a link",
        missing="Enter the e-mail address of whom you ask",
    )

    def value(self) -> Recipient:
        """Return whom to ask, as the action takes it."""
        typed = self.cleaned_data
        key = typed["organisation"]
        return Recipient(
            email=typed["email"],
            name=typed["name"],
            organisation=Organisation.objects.get(pk=key) if key else None,
        )


def recipient_forms(*, data: Any = None, initial: Iterable[Mapping[str, Any]] = ()) -> Repeated:
    """Return the forms for those to ask: one to begin with, more at the press of a button."""
    return Repeated(
        RecipientForm, "recipients", noun="agency", data=data, initial=initial, most=MOST_RECIPIENTS
    )


def recipients_of(forms: Repeated) -> list[Recipient]:
    """Return those to ask."""
    return [cast(RecipientForm, form).value() for form in forms]


def recipient_of(involvement: Involvement) -> dict[str, str]:
    """Return what is known of somebody involved already, as the form shows it at first."""
    practitioner = involvement.practitioner
    return {
        "organisation": str(involvement.organisation_id or ""),
        "name": practitioner.name if practitioner else involvement.contact,
        "email": practitioner.email if practitioner else "",
    }


class AskForm(Form):
    """What is asked, about whom, and why it may be asked."""

    about = MultipleChoiceField("Whom do you ask about?", choices=(), missing="Choose at least one person")
    purpose = ChoiceField("Why may you ask?", choices=(), missing="Choose why you may ask")
    questions = MultipleChoiceField("What do you ask?", choices=(), missing="Choose at least one question")
    other = TextAreaField(
        "Your question",
        hint="Do not write here what others have told you",
        rows=2,
        limit=2_000,
        missing="Write your question",
    )

    def __init__(self, *args: Any, enquiry: Enquiry, named: Iterable[EnquiryPerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [Choice(str(one.pk), one.name) for one in named if one.given_names or one.family_name]
        self.fields["about"].choices = people
        self.fields["about"].initial = [person.value for person in people]
        self.fields["purpose"].choices = purposes_offered(enquiry)
        offered = [
            Choice(one.code, one.label)
            for one in profiles.current().information_requests.questions
            if one.offered
        ]
        self.fields["questions"].choices = [*offered, Choice(OTHER, "Something else")]
        self.fields["questions"].reveals = {OTHER: ("other",)}

    @property
    def asking(self) -> Asking:
        """What is asked, as the action takes it: questions in the words that stand on the page."""
        typed, offered = self.cleaned_data, profiles.current().information_requests.questions
        words = [typed["other"] if code == OTHER else offered.label(code) for code in typed["questions"]]
        return Asking(purpose=typed["purpose"], questions=words, about=[UUID(key) for key in typed["about"]])


def purposes_offered(enquiry: Enquiry) -> list[Choice]:
    """Return why agencies may be asked about these people: what rests on the family's agreement only with it."""
    return [
        Choice(one.code, one.label, one.hint)
        for one in profiles.current().information_requests.purposes
        if one.offered and may_ask_for(needs_agreement=one.needs_agreement, agrees=enquiry.family_agrees)
    ]

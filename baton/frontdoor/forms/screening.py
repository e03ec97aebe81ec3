"""The front door's own forms: checks, notes, clock, urgency, locality, telling, and the ways out of the queue."""

from collections.abc import Iterable
from typing import Any

from baton.frontdoor.models import Check, Enquiry
from baton.frontdoor.rules import reference
from baton.frontdoor.rules.check import ANSWER_WORDS, QUESTION_WORDS, Answer, CheckKind
from baton.frontdoor.rules.telling import How
from baton.partnership import profiles
from baton.partnership.models import Locality
from baton.ui.fields import Choice, ChoiceField, MomentField, SelectField, TextAreaField, TextField
from baton.ui.forms import Form

ANSWERS = [Choice(answer, ANSWER_WORDS[answer]) for answer in Answer]


class ChecksForm(Form):
    """The checklist: each question answered, or left for later."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in CheckKind:
            note = f"{kind}_note"
            self.fields[kind] = ChoiceField(
                QUESTION_WORDS[kind],
                choices=ANSWERS,
                required=False,
                mark_optional=False,
                small=True,
                reveals={Answer.FOUND: [note]},
            )
            self.fields[note] = TextAreaField(
                "What did you find, and where?", rows=2, missing="Write what you found, and where"
            )

    @property
    def answers(self) -> dict[CheckKind, tuple[Answer, str]]:
        """The questions that were answered, each with its answer and note."""
        return {
            kind: (Answer(self.cleaned_data[kind]), self.cleaned_data[f"{kind}_note"])
            for kind in CheckKind
            if self.cleaned_data[kind]
        }


class NoteForm(Form):
    """Something that somebody said."""

    source = TextField("Who said it?", hint="A name, or an agency", required=False, limit=200)
    text = TextAreaField("What did they say?", rows=3, missing="Write what they said")


class UrgencyForm(Form):
    """How soon somebody should look."""

    urgency = ChoiceField("How soon should somebody look at this?", choices=(), inline=True)

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["urgency"] = ChoiceField(
            "How soon should somebody look at this?", choices=list(choices), inline=True
        )


def localities() -> Iterable[tuple[str, str]]:
    """Return the localities one may choose, by name."""
    return [(str(one.pk), one.name) for one in Locality.objects.filter(active=True).order_by("name")]


class PlaceForm(Form):
    """Which locality an enquiry belongs to."""

    locality = SelectField(
        profiles.said(lambda words: f"Which {words.locality} do they belong to?"), choices=localities
    )

    @property
    def chosen(self) -> Locality:
        """The locality that was chosen."""
        return Locality.objects.get(pk=self.cleaned_data["locality"])


class PauseForm(Form):
    """Why the clock stands still."""

    reason = TextField("Why does the clock stand still?", hint="For example: waiting for the school to open")


class ReasonForm(Form):
    """Why something out of the ordinary is done."""

    reason = TextAreaField("Why?", rows=3, missing="Write why, in a sentence")


class DuplicateForm(Form):
    """Which enquiry this one repeats."""

    original = TextField("Reference of the other enquiry, the one that stays", width=10, hint="Like E-7K3MQD")
    reason = TextAreaField("How do you know?", rows=2, required=False)

    def clean_original(self) -> str:
        """Return the reference in full."""
        typed: str = self.cleaned_data["original"]
        found = reference.read(typed)
        if found is None:
            self.add_error("original", "Enter a reference like E-7K3MQD")
        return found or typed


HOW_CHOICES = {
    How.PHONE: Choice(How.PHONE, "By phone"),
    How.IN_PERSON: Choice(How.IN_PERSON, "In person"),
    How.MESSAGE: Choice(
        How.MESSAGE,
        "Send an e-mail with a link now",
        "It holds no name and no need, only a link to these words",
    ),
    How.TEXT: Choice(
        How.TEXT,
        "Send a text with a link now",
        "They said that texts are safe. It holds no name and no need",
    ),
}


class TellForm(Form):
    """How, and when, the enquirer was told."""

    how = ChoiceField("How?", choices=())
    told_at = MomentField(
        "When were they told?",
        hint="Leave it empty if it was just now",
        required=False,
        mark_optional=False,
        past=True,
    )

    def __init__(self, *args: Any, ways: Iterable[How], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"] = ChoiceField(
            "How were they told, or how will they be?", choices=[HOW_CHOICES[way] for way in ways]
        )


class CannotTellForm(Form):
    """Why an enquirer cannot be told."""

    reason = TextAreaField("Why can they not be told?", rows=2, missing="Write why they cannot be told")


class ReceiptForm(Form):
    """What social care said when they confirmed that they have it."""

    note = TextAreaField("Who confirmed it, and what did they say?", rows=2, missing="Write who confirmed it")


class StopForm(Form):
    """Which child a practitioner is worried about: enough words for somebody to find out whether help came."""

    child = TextField(
        "Which child?",
        hint="Name, and age or date of birth if you know it",
        missing="Enter which child this is about",
        limit=300,
    )


def check_initial(enquiry: Enquiry) -> dict[str, Any]:
    """Return what the checklist shows at first: the answers given so far."""
    checks = list(enquiry.checks.all())
    known: dict[str, Any] = {"expected_version": Check.version_of(checks)}
    for check in checks:
        known |= {check.kind: check.answer, f"{check.kind}_note": check.note}
    return known

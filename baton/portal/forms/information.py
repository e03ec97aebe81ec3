"""What whoever is asked says: who they are, and what they know."""

from baton.frontdoor.actions.information import Replier
from baton.frontdoor.rules.check import Answer
from baton.frontdoor.rules.information import AGENCY_WORDS
from baton.ui.fields import ChoiceField, HiddenField, PhoneField, TextAreaField, TextField
from baton.ui.forms import Form


class ReplierForm(Form):
    """Who is looking, before a link shows any name."""

    name = TextField("Your name", autocomplete="name", limit=200, spellcheck=False)
    role = TextField("Your role", hint="For example: head of year", limit=200)
    phone = PhoneField("Your telephone number", hint="So that we can ring you back", autocomplete="tel")

    @property
    def replier(self) -> Replier:
        """Who says that they are looking."""
        typed = self.cleaned_data
        return Replier(name=typed["name"], role=typed["role"], phone=typed["phone"])


class ReplyForm(Form):
    """What an agency knows."""

    answer = ChoiceField(
        "Do you know them?",
        choices=list(AGENCY_WORDS.items()),
        reveals={
            Answer.FOUND: ["known"],
            Answer.NONE_FOUND: ["unknown"],
            Answer.NOT_COVERED: ["uncovered"],
            Answer.NOT_PERMITTED: ["why"],
        },
        missing="Say whether you know them",
    )
    known = TextAreaField(
        "What do you know?",
        hint="Answer the questions above. Facts first, then what you think of them",
        rows=8,
        missing="Write what you know",
        limit=20_000,
    )
    unknown = TextAreaField("Anything to add?", rows=2, required=False, limit=5_000)
    uncovered = TextAreaField("Who would know?", rows=2, required=False, limit=5_000)
    why = TextAreaField(
        "Why can you not share it?",
        hint="For example: their agreement is needed first",
        rows=3,
        missing="Write why you cannot share it",
        limit=5_000,
    )

    @property
    def reply(self) -> tuple[Answer, str]:
        """The answer, and the words beside it."""
        typed = self.cleaned_data
        return Answer(typed["answer"]), typed["known"] or typed["unknown"] or typed["uncovered"] or typed[
            "why"
        ]


class LinkReplyForm(ReplyForm):
    """What an agency knows, sent by a link: the page carries along who said that they were looking."""

    name = HiddenField()
    role = HiddenField()
    phone = HiddenField()

    @property
    def replier(self) -> Replier | None:
        """Who answers; nobody where the page came without it."""
        typed = self.cleaned_data
        if not typed.get("name") or not typed.get("role"):
            return None
        return Replier(name=typed["name"][:200], role=typed["role"][:200], phone=(typed["phone"] or "")[:40])

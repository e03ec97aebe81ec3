"""What a family is asked, in plain words."""

from typing import Any, cast

from baton.frontdoor.actions.values import Enquirer, NewEnquiry, NewPerson, Said
from baton.frontdoor.rules.enquiry import Channel, FamilyAgrees, FamilyKnows, PersonRole
from baton.ui.fields import (
    ChoiceField,
    EmailField,
    IntegerField,
    PhoneField,
    PostcodeField,
    TextAreaField,
    TextField,
    YesNoField,
)
from baton.ui.forms import BaseForm, Form, Repeated

PARENT, YOUNG, OTHER = "parent", "young", "other"
RING, TEXT, EMAIL, NONE = "ring", "text", "email", "none"
WHO_WORDS = {PARENT: "Parent or carer", YOUNG: "Young person", OTHER: "Family member or friend"}
MOST_CHILDREN = 10


class ChildForm(BaseForm):
    """A child who needs help. A first name or an age is enough."""

    given_names = TextField("First name", required=False, mark_optional=False, limit=200, spellcheck=False)
    family_name = TextField("Last name", required=False, mark_optional=False, limit=200, spellcheck=False)
    age = IntegerField(
        "How old are they?",
        hint="In years. Write 0 for a baby, or if the baby is not born yet.",
        required=False,
        mark_optional=False,
        width=3,
        low=0,
        high=25,
    )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said about a child here; what is wrong was said too."""
        return not any(
            name in self.errors or self.cleaned_data[name] not in (None, "") for name in self.fields
        )

    def value(self) -> NewPerson | None:
        """Return the child as the action takes one, nothing where nothing was said."""
        typed = self.cleaned_data
        if self.is_empty:
            return None
        return NewPerson(
            role=PersonRole.CHILD,
            given_names=typed["given_names"],
            family_name=typed["family_name"],
            age_given=typed["age"],
        )


NO_CHILD = "Tell us who needs help. A first name is enough, or how old they are."


def children_forms(*, data: Any = None, draft: Any = None) -> Repeated:
    """Return the forms for the children: one to begin with, more at the press of a button."""
    return Repeated(ChildForm, "children", noun="child", data=data, draft=draft, most=MOST_CHILDREN)


class AskForm(Form):
    """A family asks for help. They say what worries them, which child needs help, and how to get in touch."""

    worries = TextAreaField(
        "What is worrying you?",
        size="m",
        hint="Tell us in your own words. A few lines are enough.",
        missing="Tell us what is worrying you",
        limit=20_000,
    )
    family_wants = TextAreaField("What would help?", size="m", required=False, rows=3, limit=20_000)
    going_well = TextAreaField("What is going well?", size="m", required=False, rows=3, limit=20_000)
    who = ChoiceField(
        "Who are you?",
        size="m",
        choices=[
            (PARENT, "I am a parent or I look after a child"),
            (YOUNG, "I am a child or a young person"),
            (OTHER, "I am somebody else in the family, or a friend"),
        ],
        reveals={YOUNG: ["own_age"]},
        missing="Tell us who you are",
    )
    own_age = IntegerField("How old are you?", required=False, width=3, low=0, high=25)
    name = TextField(
        "Your name",
        hint="You do not have to say.",
        required=False,
        mark_optional=False,
        limit=200,
        spellcheck=False,
    )
    postcode = PostcodeField(
        "Your postcode", hint="So that we know who can help near you.", required=False, outcode=True
    )
    reach = ChoiceField(
        "How can we reach you safely?",
        size="m",
        hint="We will only use the way you choose.",
        choices=[(RING, "Ring me"), (TEXT, "Text me"), (EMAIL, "E-mail me"), (NONE, "I will ring you")],
        reveals={RING: ["ring_phone", "leave_message"], TEXT: ["text_phone"], EMAIL: ["email"]},
        missing="Tell us how we can reach you",
    )
    ring_phone = PhoneField("Your phone number", autocomplete="tel", missing="Write the number we can ring")
    leave_message = YesNoField("Can we leave a message?", missing="Tell us if we can leave a message")
    text_phone = PhoneField("Your phone number", autocomplete="tel", missing="Write the number we can text")
    email = EmailField("Your e-mail", autocomplete="email", missing="Write the e-mail we can use")
    best_time = TextField("When is a good time?", required=False)
    may_talk = YesNoField(
        "Can we talk to people who know your family, like school or a health visitor?",
        size="m",
        hint="You can say no. We still help you.",
        missing="Tell us if we can talk to other people",
    )
    careful = TextAreaField(
        "Is there somebody who must not know about this?", required=False, rows=2, limit=5_000
    )

    def are_right(self, children: Repeated) -> bool:
        """Judge what was asked together with the children, so that all that is missing shows at once.

        A young person who asks for themselves is the child.
        """
        right = [self.is_valid(), children.is_valid()]
        is_silent = all(cast(ChildForm, form).is_empty for form in children)
        if is_silent and self.cleaned_data.get("who") != YOUNG:
            children.forms[0].add_error("given_names", NO_CHILD)
            return False
        return all(right)

    def new_enquiry(self, children: Repeated, received_at: Any) -> NewEnquiry:
        """Return the request as the front door's action takes it."""
        return NewEnquiry(
            received_at=received_at,
            channel=Channel.ONLINE,
            enquirer=self._enquirer(),
            said=self._said(),
            people=[
                self._asker(),
                *(child for form in children if (child := cast(ChildForm, form).value()) is not None),
            ],
        )

    def _enquirer(self) -> Enquirer:
        typed, reach = self.cleaned_data, self.cleaned_data["reach"]
        return Enquirer(
            by_family=True,
            name=typed["name"],
            role=WHO_WORDS[typed["who"]],
            phone=typed["ring_phone"] or typed["text_phone"],
            email=typed["email"],
            safe_to_ring=reach == RING,
            safe_to_text=reach == TEXT,
            safe_to_write=reach == EMAIL,
            safe_to_leave_message=reach == RING and typed["leave_message"] is True,
            contact_note=typed["best_time"] if reach != NONE else "They will ring us.",
        )

    def _said(self) -> Said:
        typed = self.cleaned_data
        careful = [typed["careful"], "" if typed["may_talk"] else NOT_TO_TALK]
        return Said(
            postcode=typed["postcode"],
            worries=typed["worries"],
            going_well=typed["going_well"],
            family_wants=typed["family_wants"],
            family_knows=FamilyKnows.YES,
            family_agrees=FamilyAgrees.YES,
            safety_note="\n".join(part for part in careful if part),
        )

    def _asker(self) -> NewPerson:
        """Return whoever asks: a child where a young person asks for themselves, else an adult of the family."""
        typed = self.cleaned_data
        given, _, family = typed["name"].rpartition(" ") if " " in typed["name"] else (typed["name"], "", "")
        young = typed["who"] == YOUNG
        return NewPerson(
            role=PersonRole.CHILD if young else PersonRole.ADULT,
            given_names=given,
            family_name=family,
            age_given=typed["own_age"] if young else None,
            phone=typed["ring_phone"] or typed["text_phone"],
        )


NOT_TO_TALK = "They ask us not to talk to others about them without asking first."

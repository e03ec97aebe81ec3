"""One part of the assessment as a form made of the profile's questions; submitting it; answering it."""

from collections.abc import Sequence
from typing import Any

from baton.casework.forms.concern import ScoringForm
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_assessment import Question, Section
from baton.partnership.rules.profile_codes import About, QuestionKind
from baton.ui import fields
from baton.ui.forms import Form

ROWS = 6


class PartForm(ScoringForm):
    """The questions of one section. Nothing has to be filled to save: what is needed is asked for at submission."""

    def __init__(self, *args: Any, section: Section, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        for question in section.questions:
            self.fields[question.code] = field_of(question, section.about, profile)
            self.watch(question.code, question.measures)

    @property
    def answers(self) -> dict[str, Any]:
        """Give what was answered, question by question; what was not answered is left out."""
        return {
            code: _plain(value)
            for code, value in self.values.items()
            if value not in ("", None, []) and code in self.section.questions
        }

    @property
    def is_complete(self) -> bool:
        """Say whether every question is answered that has to be."""
        given = self.answers
        return all(question.code in given for question in self.section.questions if question.required)


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 3 else value


def field_of(question: Question, about: About, profile: Profile) -> fields.Field:
    """Return the field in which a question is answered."""
    common: dict[str, Any] = {
        "label": question.label,
        "hint": question.hint,
        "required": False,
        "mark_optional": not question.required,
    }
    if question.kind is QuestionKind.CHOICE:
        return fields.ChoiceField(
            choices=[fields.Choice(item.code, item.label, item.hint) for item in question.choices], **common
        )
    if question.kind is QuestionKind.SCALE:
        return _scale(question, common)
    if question.kind is QuestionKind.NEEDS:
        return fields.MultipleChoiceField(choices=_needs(about, profile), small=True, **common)
    return fields.TextAreaField(rows=ROWS, size="s", **common)


def _scale(question: Question, common: dict[str, Any]) -> fields.Field:
    ends = f"{question.low} = {question.low_words}, {question.high} = {question.high_words}"
    hint = " ".join(part for part in (question.hint, ends) if part)
    numbers = [(str(number), str(number)) for number in range(question.low, question.high + 1)]
    return fields.ChoiceField(choices=numbers, inline=True, **common | {"hint": hint})


def _needs(about: About, profile: Profile) -> list[fields.Group]:
    offered = {need.code for need in profile.needs_about(about) if need.offered}
    groups = []
    for group in profile.need_groups:
        inside = [need for need in profile.needs_of(group.code) if need.code in offered]
        if inside:
            choices = tuple(fields.Choice(need.code, need.label) for need in inside)
            groups.append(fields.Group(group.label, choices))
    return groups


class SubmitForm(Form):
    """Who reads the assessment."""

    reader = fields.ChoiceField("Who reads and authorises it?", choices=[], missing="Choose who reads it")

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = list(readers)
        if len(readers) == 1:
            self.fields["reader"].initial = readers[0][0]


class AnswerForm(Form):
    """Authorise, or return with a question."""

    AUTHORISE, RETURN = "authorise", "return"

    decision = fields.ChoiceField(
        "What do you decide?",
        choices=[
            fields.Choice(
                AUTHORISE,
                "Authorise it",
                "Every child is seen and heard, needs and risks are weighed, the analysis holds.",
            ),
            fields.Choice(
                RETURN, "Return it with a question", "It goes back to who wrote it, with what you write here."
            ),
        ],
        reveals={RETURN: ["reason"]},
        missing="Choose whether to authorise or to return it",
    )
    reason = fields.TextAreaField(
        "What has to change?", missing="Write what has to change, so that they know what to do"
    )

"""Fields in which one chooses: radios, checkboxes, a select."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from baton.ui.fields.base import BoundField, Field


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its code, its words, a hint under it.

    `alone` marks "none of these": choosing it unticks the others, and together with another it is refused.
    """

    value: str
    words: str
    hint: str = ""
    alone: bool = False


@dataclass(frozen=True)
class Group:
    """Choices under a heading of their own."""

    words: str
    choices: tuple[Choice, ...]


Given = Choice | Group | tuple[Any, Any]
Choices = Sequence[Given] | Callable[[], Iterable[Given]]


class ChoosingField(Field):
    """The base of fields that choose among `choices`: `Choice`s, pairs of code and words, `Group`s, or a callable
    giving them.

    `reveals` names, by the choice's code, other fields of the form that belong to it: they show beneath the choice,
    count only while it is chosen, and stay usable without JavaScript.
    """

    default_size = "s"
    verb = "Select"

    def __init__(
        self,
        label: str,
        *,
        choices: Choices,
        reveals: Mapping[str, Sequence[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        self._given = choices
        self.reveals = {str(key): tuple(names) for key, names in (reveals or {}).items()}
        super().__init__(label, **kwargs)

    @property
    def groups(self) -> list[Group]:
        """Give the choices in their groups; those outside any stand in one without a heading.

        A callable is asked once for each form: a form has its own copy of every field.
        """
        if callable(self._given):
            self._given = list(self._given())
        groups: list[Group] = []
        for item in self._given:
            if isinstance(item, Group):
                groups.append(item)
                continue
            choice = item if isinstance(item, Choice) else Choice(str(item[0]), str(item[1]))
            loose = groups.pop().choices if groups and not groups[-1].words else ()
            groups.append(Group("", (*loose, choice)))
        return groups

    @property
    def choices(self) -> list[Choice]:
        """Give all choices in order."""
        return [choice for group in self.groups for choice in group.choices]

    @choices.setter
    def choices(self, given: Choices) -> None:
        self._given = given

    def allow(self, value: str) -> None:
        """Refuse what is not among the choices."""
        if value not in {choice.value for choice in self.choices}:
            raise ValidationError("Choose one of the answers shown", code="invalid_choice")

    def chosen(self, bound: BoundField) -> set[str]:
        """Give the codes that are chosen on the page."""
        value = self.prepare_value(bound.value())
        many = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
        return {str(item) for item in many if item not in (None, "")}

    def params(self, bound: BoundField) -> dict[str, Any]:
        """Give what the template needs: legend, groups of choices, those chosen."""
        return {
            **bound.common(),
            "legend": bound.title("govuk-fieldset__legend"),
            "groups": self.groups,
            "chosen": self.chosen(bound),
            "reveals": self.reveals,
            "attributes": self.attributes,
        }


class ChoiceField(ChoosingField):
    """One of several, as radios. Gives the code, or the empty text. `inline` sets short answers side by side."""

    component = "radios"
    empty: Any = ""

    def __init__(self, label: str, *, inline: bool = False, small: bool = False, **kwargs: Any) -> None:
        self.inline, self.small = inline, small
        super().__init__(label, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Give the code that was chosen."""
        return "" if value in (None, "") else str(value)

    def validate(self, value: Any) -> None:
        """Refuse what is not among the choices."""
        super().validate(value)
        if value:
            self.allow(value)

    def params(self, bound: BoundField) -> dict[str, Any]:
        """Give what the template needs."""
        classes = " ".join(f"govuk-radios--{name}" for name in ("inline", "small") if getattr(self, name))
        return {**super().params(bound), "classes": classes}


class SelectField(ChoiceField):
    """One of many, as a select; for long lists only, radios are easier for everybody. `empty_words` stands for no
    choice."""

    component = "select"
    default_size = ""

    def __init__(self, label: str, *, empty_words: str = "Choose", **kwargs: Any) -> None:
        self.empty_words = empty_words
        super().__init__(label, widget=forms.Select, **kwargs)

    def params(self, bound: BoundField) -> dict[str, Any]:
        """Give what the template needs."""
        return {**super().params(bound), "label": bound.title("govuk-label"), "empty_words": self.empty_words}


class MultipleChoiceField(ChoosingField):
    """Any number of several, as checkboxes. Gives a list of codes in the order of the choices."""

    component = "checkboxes"

    def __init__(self, label: str, *, small: bool = False, missing: str = "", **kwargs: Any) -> None:
        self.small = small
        kwargs["missing"] = missing or f"Choose at least one answer for “{label}”"
        super().__init__(label, widget=forms.CheckboxSelectMultiple, **kwargs)

    @property
    def empty(self) -> list[str]:
        """Give the value of nothing chosen."""
        return []

    def to_python(self, value: Any) -> Any:
        """Give the codes that were chosen, in the order of the choices."""
        chosen = {value} if isinstance(value, str) and value else {str(item) for item in value or ()}
        for item in chosen:
            self.allow(item)
        return [choice.value for choice in self.choices if choice.value in chosen]

    def validate(self, value: Any) -> None:
        """Refuse "none of these" together with one of these."""
        super().validate(value)
        alone = [choice.words for choice in self.choices if choice.alone and choice.value in value]
        if alone and len(value) > 1:
            raise ValidationError(f"Choose either “{alone[0]}” or the others, not both", code="alone")

    def params(self, bound: BoundField) -> dict[str, Any]:
        """Give what the template needs."""
        return {**super().params(bound), "classes": "govuk-checkboxes--small" if self.small else ""}


class YesNoField(ChoiceField):
    """Yes or no, as radios. Gives `True`, `False`, or `None` where there was no answer.

    With `not_known` ("Not known yet") a third answer is offered, which also gives `None` but is an answer.
    """

    empty = None
    ANSWERS = {"yes": True, "no": False, "not_known": None, "": None}

    def __init__(
        self, label: str, *, not_known: str = "", yes: str = "Yes", no: str = "No", **kwargs: Any
    ) -> None:
        third = [("not_known", not_known)] if not_known else []
        kwargs.setdefault("inline", not kwargs.get("reveals"))
        super().__init__(label, choices=[("yes", yes), ("no", no), *third], **kwargs)

    def clean(self, value: Any) -> Any:
        """Give the answer as a truth value."""
        return self.ANSWERS[super().clean(value)]

    def prepare_value(self, value: Any) -> Any:
        """Give the code under which a truth value shows."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class ConfirmField(ChoosingField):
    """One box that must be ticked before going on. Gives `True`; with `required=False` also `False`."""

    component = "checkboxes"
    empty = False

    def __init__(self, label: str, *, missing: str = "", legend: str = "", **kwargs: Any) -> None:
        self.legend = legend
        kwargs.setdefault("mark_optional", False)
        missing = missing or "Tick the box to go on"
        super().__init__(
            label, choices=[("yes", label)], missing=missing, widget=forms.CheckboxInput, **kwargs
        )

    def to_python(self, value: Any) -> Any:
        """Give whether the box was ticked."""
        return bool(value) and value != "False"

    def validate(self, value: Any) -> None:
        """Refuse an unticked box where it must be ticked."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def chosen(self, bound: BoundField) -> set[str]:
        """Give the one code, where the box is ticked."""
        return {"yes"} if self.to_python(bound.value()) else set()

    def params(self, bound: BoundField) -> dict[str, Any]:
        """Give what the template needs: a legend only where one was given."""
        return {**super().params(bound), "legend": {"text": self.legend, "classes": ""}, "classes": ""}

"""The base of all forms, and of lists of like forms on one page.

A form turns text into values and never saves. It carries two hidden values: `submission_token`, by which the same
page sent twice does its deed once, and `expected_version`, by which the loser of a race is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString, mark_safe

from baton.ui.both_texts import BothTexts, both_texts
from baton.ui.fields import BoundField, Field, HiddenField, TextAreaField, TextField
from baton.ui.fields.choices import ChoosingField

SAVE_FOR_LATER = "save_for_later"  # the name of the button "Save and come back later"
CARRIED = ("submission_token", "expected_version")


@dataclass(frozen=True)
class Fault:
    """One line of the error summary: what is wrong, and where to mend it."""

    words: str
    href: str


class BaseForm(forms.Form):
    """What every form can do, with or without a deed behind it.

    `draft` is what was typed earlier and not yet sent (a mapping of names to a text or a list of texts): it shows,
    and nothing of it is judged.
    """

    default_renderer = TemplatesSetting
    fields: dict[str, Any]
    never_in_address: tuple[str, ...] = ()
    """Fields of a search, besides those of text, that may tell who is looked for (`baton.ui.searches`)."""

    def __init__(self, *args: Any, draft: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.draft = None if draft is None else _many(draft)
        super().__init__(*args, **kwargs)

    @classmethod
    def typed_names(cls) -> frozenset[str]:
        """Give the fields whose answers never stand in an address: all text, and what the form names besides."""
        text = {name for name, field in cls.base_fields.items() if isinstance(field, TextField)}
        return frozenset(text | set(cls.never_in_address))

    def bound(self) -> list[BoundField]:
        """Give all fields as they stand on this form."""
        return [cast(BoundField, self[name]) for name in self.fields]

    def visible(self) -> list[BoundField]:
        """Give the fields to lay out, in order: not the hidden ones, nor those a choice reveals."""
        inside = {name for names in self._reveals().values() for name in names}
        return [bound for bound in self.bound() if not bound.is_hidden and bound.name not in inside]

    def hidden(self) -> SafeString:
        """Give the hidden inputs, ready to print."""
        return mark_safe("".join(bound.as_field_group() for bound in self.bound() if bound.is_hidden))

    def faults(self) -> list[Fault]:
        """Give the lines of the error summary in the order of the page."""
        found = [Fault(str(words), self.fault_at) for words in self.non_field_errors()]
        for bound in self.bound():
            found += [Fault(str(words), f"#{bound.first_id}") for words in bound.errors]
        return found

    @property
    def fault_at(self) -> str:
        """Give where a fault of the whole form is mended."""
        return "#main-content"

    @property
    def has_long_text(self) -> bool:
        """Tell whether more than a line is typed here: what is typed is then kept as a draft."""
        return any(isinstance(field, TextAreaField) for field in self.fields.values())

    @property
    def is_fresh(self) -> bool:
        """Tell whether nothing has been typed here yet, neither now nor earlier."""
        return not self.is_bound and self.draft is None

    def take_up(self, typed: Mapping[str, Any]) -> None:
        """Show what was typed earlier and not yet sent."""
        self.draft = _many(typed)

    def _reveals(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {
            (name, value): names
            for name, field in self.fields.items()
            for value, names in getattr(field, "reveals", {}).items()
        }

    def _clean_fields(self) -> None:
        """Clean the fields; those under a choice that was not made are empty and never wrong."""
        super()._clean_fields()  # type: ignore[misc]
        for name in self._concealed():
            self.errors.pop(name, None)
            self.cleaned_data[name] = cast(Field, self.fields[name]).empty

    def _concealed(self) -> list[str]:
        concealed: list[str] = []
        for (parent, value), names in self._reveals().items():
            bound = cast(BoundField, self[parent])
            if parent in concealed or value not in cast(ChoosingField, bound.field).chosen(bound):
                concealed += names
        return concealed


class Form(BaseForm):
    """A form behind which stands a deed."""

    submission_token = HiddenField(kind=UUID, initial=uuid4)
    expected_version = HiddenField(kind=int)
    overtaken = False

    def clean_submission_token(self) -> UUID:
        """Give the token; a page sent without one counts as new."""
        return self.cleaned_data["submission_token"] or uuid4()

    def overtaken_by(self, version: int, words: str) -> None:
        """Tell that somebody else saved first; sent again, the form goes by `version` and what is typed wins.

        The page then shows both texts (`both_texts`), and `words` above them.
        """
        self.overtaken = True
        typed = _many(self.data).copy()
        typed[self.add_prefix("expected_version")] = str(version)
        self.data = typed
        self.add_error(None, words)

    @property
    def fault_at(self) -> str:
        """Give where a fault of the whole form is mended: where both texts stand, after a race."""
        return "#both-texts" if self.overtaken and self.both_texts() else super().fault_at

    def both_texts(self) -> list[BothTexts]:
        """Give what is saved and what was typed, field by field, where the form was begun with what is saved."""
        return both_texts(self, skipping=self._concealed())

    @property
    def values(self) -> dict[str, Any]:
        """Give what was entered, without what the page carried along."""
        return {name: value for name, value in self.cleaned_data.items() if name not in CARRIED}


class FilterForm(BaseForm):
    """A form that narrows a list and does no deed. Its fields are optional and do not say so.

    It is filled from the address, or, where it takes text, from `baton.ui.searches.asked`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
            cast(Field, field).mark_optional = False


class Repeated:
    """Like forms one under the other ("add another child"), with buttons that work without JavaScript.

    Names are `prefix-0-…`, `prefix-1-…`; `prefix-count` says how many there are. `initial` gives one mapping for
    each, `noun` says what one of them is ("child"). Where "add" or "remove" was pressed, `pressed` is true and the
    forms show what was typed without judging it: show the page again, with the other forms of the page made by
    `draft=request.POST`.
    """

    def __init__(
        self,
        form_class: type[BaseForm],
        prefix: str,
        *,
        noun: str = "entry",
        data: Mapping[str, Any] | None = None,
        draft: Mapping[str, Any] | None = None,
        initial: Iterable[Mapping[str, Any]] = (),
        least: int = 1,
        most: int = 30,
    ) -> None:
        self.form_class, self.prefix, self.noun = form_class, prefix, noun
        self.least, self.most = least, most
        self.is_fresh = data is None and draft is None
        self.pressed = data is not None and (self.add_name in data or self.remove_name in data)
        typed = data if data is not None else draft
        if typed is None:
            self.forms = self._known(list(initial))
        else:
            self.forms = self._typed(_many(typed), judge=data is not None and not self.pressed)

    @property
    def add_name(self) -> str:
        """Give the name of the button that adds one."""
        return f"{self.prefix}-add"

    @property
    def remove_name(self) -> str:
        """Give the name of the buttons that remove one; their value is its number."""
        return f"{self.prefix}-remove"

    @property
    def count_name(self) -> str:
        """Give the name of the hidden count."""
        return f"{self.prefix}-count"

    @property
    def has_long_text(self) -> bool:
        """Tell whether more than a line is typed into one of them."""
        return any(form.has_long_text for form in self.forms)

    def take_up(self, typed: Mapping[str, Any]) -> None:
        """Show what was typed earlier and not yet sent."""
        self.forms, self.is_fresh = self._typed(_many(typed), judge=False), False

    @property
    def can_add(self) -> bool:
        """Tell whether there is room for another."""
        return len(self.forms) < self.most

    @property
    def can_remove(self) -> bool:
        """Tell whether one may go."""
        return len(self.forms) > self.least

    def is_valid(self) -> bool:
        """Tell whether all forms are sent and right; judges each, so that every fault shows."""
        return not self.pressed and all([form.is_valid() for form in self.forms])

    def faults(self) -> list[Fault]:
        """Give the lines of the error summary, each with the form it is about."""
        numbered = ((number, fault) for number, form in enumerate(self.forms, 1) for fault in form.faults())
        return [
            Fault(f"{self.noun.capitalize()} {number}: {fault.words}", fault.href)
            for number, fault in numbered
        ]

    @property
    def values(self) -> list[dict[str, Any]]:
        """Give what was entered in each form."""
        return [
            {key: value for key, value in form.cleaned_data.items() if key not in CARRIED}
            for form in self.forms
        ]

    def __iter__(self) -> Iterator[BaseForm]:
        return iter(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    def _known(self, initial: list[Mapping[str, Any]]) -> list[BaseForm]:
        number = min(max(len(initial), self.least), self.most)
        padded = [*initial, *({} for _ in range(number - len(initial)))]
        return [self._form(n, initial=dict(known)) for n, known in enumerate(padded[:number])]

    def _typed(self, typed: MultiValueDict[str, Any], *, judge: bool) -> list[BaseForm]:
        number = _count(typed.get(self.count_name), self.least, self.most)
        if judge:
            return [self._form(n, data=typed) for n in range(number)]
        kept = [
            n for n in range(number) if not (number > self.least and str(n) == typed.get(self.remove_name))
        ]
        forms = [self._form(new, draft=self._renumber(typed, old, new)) for new, old in enumerate(kept)]
        if self.add_name in typed and len(forms) < self.most:
            forms.append(self._form(len(forms)))
        return forms

    def _renumber(self, typed: MultiValueDict[str, Any], old: int, new: int) -> MultiValueDict[str, Any]:
        before = f"{self.prefix}-{old}-"
        return MultiValueDict(
            {
                f"{self.prefix}-{new}-{name[len(before) :]}": texts
                for name, texts in typed.lists()
                if name.startswith(before)
            }
        )

    def _form(self, number: int, **kwargs: Any) -> BaseForm:
        return self.form_class(prefix=f"{self.prefix}-{number}", **kwargs)


def faults(*parts: BaseForm | Repeated) -> list[Fault]:
    """Give the lines of one error summary for all forms of a page, in their order."""
    return [fault for part in parts for fault in part.faults()]


def _count(text: Any, least: int, most: int) -> int:
    number = int(text) if str(text or "").isdecimal() and len(str(text)) < 4 else least
    return min(max(number, least), most)


def _many(typed: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    if isinstance(typed, MultiValueDict):
        return typed
    return MultiValueDict(
        {name: list(text) if isinstance(text, list) else [text] for name, text in typed.items()}
    )

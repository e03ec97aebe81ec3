"""What all fields share: label, hint, error and typed text, brought into the shape the components' macros take."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.safestring import SafeString


class BoundField(forms.BoundField):
    """A field on a form, able to show itself: `{{ form.name.as_field_group() }}` or plainly `{{ form.name }}`."""

    form: Any
    field: Any

    @property
    def id(self) -> str:
        """Give the id of the input, or of the group of inputs."""
        return f"id_{self.html_name}"

    @property
    def first_id(self) -> str:
        """Give the id of the input that a line of the error summary leads to."""
        given: str = self.field.first_id(self)
        return given

    @property
    def error(self) -> str:
        """Give the first thing that is wrong, or nothing."""
        return str(self.errors[0]) if self.errors else ""

    def value(self) -> Any:
        """Give what is shown: what was typed, else what was drafted, else what was known before."""
        draft = self.form.draft
        carried = draft is not None and self.is_hidden and self.html_name not in draft
        if self.form.is_bound or draft is None or carried:
            return super().value()
        return self.field.widget.value_from_datadict(draft, {}, self.html_name)

    @property
    def params(self) -> dict[str, Any]:
        """Give the parameters for the component's macro."""
        params: dict[str, Any] = self.field.params(self)
        return params

    def common(self) -> dict[str, Any]:
        """Give the parameters that every component takes."""
        params: dict[str, Any] = {"id": self.id, "name": self.html_name}
        if self.field.hint:
            params["hint"] = {"text": self.field.hint}
        if self.error:
            params["errorMessage"] = {"text": self.error}
        return params

    def title(self, kind: str) -> dict[str, Any]:
        """Give the label or legend: its words, its size, whether it is the page's heading.

        `kind` is the class it takes: `govuk-label` or `govuk-fieldset__legend`.
        """
        size = self.field.size
        return {
            "text": self.field.label_words,
            "classes": f"{kind}--{size}" if size else "",
            "isPageHeading": self.field.heading,
        }

    def __str__(self) -> SafeString:
        return self.as_field_group()

    __html__ = __str__


class Field(forms.Field):
    """The base of all fields.

    `label` asks, `hint` helps. A field is required unless told otherwise, and one that is not says "(optional)".
    `missing` is said when nothing was entered; without it a sentence is made of the label. `size` (s, m, l) makes the
    label larger and bold, `heading` makes it the page's heading.
    """

    component = "input"
    default_size = ""
    verb = "Enter"
    empty: Any = None

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: bool = True,
        missing: str = "",
        size: str | None = None,
        heading: bool = False,
        mark_optional: bool = True,
        attributes: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.hint, self.heading, self.mark_optional = hint, heading, mark_optional
        self.size = ("l" if heading else self.default_size) if size is None else size
        self.attributes = dict(attributes or {})
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("required", missing or f"{self.verb} {asked(label)}")
        kwargs["template_name"] = f"ui/fields/{self.component}.jinja"
        super().__init__(label=label, required=required, **kwargs)

    @property
    def label_words(self) -> str:
        """Give the label, marked where the field may stay empty."""
        return str(self.label) if self.required or not self.mark_optional else f"{self.label} (optional)"

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        """Give the field as it stands on `form`."""
        return BoundField(form, self, field_name)

    def first_id(self, bound: BoundField) -> str:
        """Give the id of the input to which an error leads."""
        return bound.id

    def params(self, bound: BoundField) -> dict[str, Any]:
        """Give the parameters for the component's macro."""
        return {**bound.common(), "label": bound.title("govuk-label"), "attributes": self.attributes}


def asked(label: str) -> str:
    """Turn a label into the end of a sentence: "Family name" into "family name", a question into a quotation."""
    label = label.strip()
    if label.endswith("?"):
        return f"an answer to “{label}”"
    keep = len(label) > 1 and (label[1].isupper() or label[1] == " ")
    return label if keep else label[:1].lower() + label[1:]


class HiddenField(Field):
    """A value that the page carries along unseen. `kind` turns the text into the value, or gives `None` where it
    cannot."""

    component = "hidden"

    def __init__(self, *, kind: Callable[[str], Any] = str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__("", required=False, widget=forms.HiddenInput, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Turn the text into a value, `None` where it is none: nobody can mend what they cannot see."""
        try:
            return None if value in (None, "") else self.kind(value)
        except (TypeError, ValueError):
            return None

"""The form fields: each knows its label, hint and errors, turns typed text into a value, and shows itself."""

from baton.ui.fields.base import BoundField, Field, HiddenField
from baton.ui.fields.choices import (
    Choice,
    ChoiceField,
    ConfirmField,
    Group,
    MultipleChoiceField,
    SelectField,
    YesNoField,
)
from baton.ui.fields.dates import DateField, MomentField, TimeField
from baton.ui.fields.files import FileField
from baton.ui.fields.text import EmailField, IntegerField, PhoneField, PostcodeField, TextAreaField, TextField

__all__ = [
    "BoundField",
    "Choice",
    "ChoiceField",
    "ConfirmField",
    "DateField",
    "EmailField",
    "Field",
    "FileField",
    "Group",
    "HiddenField",
    "IntegerField",
    "MomentField",
    "MultipleChoiceField",
    "PhoneField",
    "PostcodeField",
    "SelectField",
    "TextAreaField",
    "TextField",
    "TimeField",
    "YesNoField",
]

"""Narrowing and correcting audits and attendances."""

from baton.partnership import profiles
from baton.ui.fields import ChoiceField, DateField, SelectField, TextAreaField, TextField
from baton.ui.forms import FilterForm, Form


def source_types() -> list[tuple[str, str]]:
    """Give the profile's types of source."""
    return profiles.current().source_types.choices


class AuditFilterForm(FilterForm):
    """Narrows the list of audits."""

    grade = SelectField("Grade", choices=lambda: profiles.current().audit_grades.choices)


class AuditForm(Form):
    """What an audit should say."""

    audited_on = DateField("When was the case file audited?", past=True)
    grade = ChoiceField("Grade", choices=lambda: profiles.current().audit_grades.choices)
    reason = TextAreaField("Why do you correct it?", rows=3, words=100)


class AttendanceFilterForm(FilterForm):
    """Narrows the list of attendances."""

    words = TextField("Course or name")
    organisation_type = SelectField("Type of organisation", choices=source_types)


class AttendanceForm(Form):
    """What an attendance should say."""

    course = TextField("Course", limit=200)
    held_on = DateField("When was it held?", past=True)
    organisation_type = SelectField("Type of organisation", choices=source_types, required=False)
    reason = TextAreaField("Why do you correct it?", rows=3, words=100)

"""Narrowing the caseloads."""

from baton.partnership.models import Organisation
from baton.ui import fields
from baton.ui.forms import FilterForm


class CaseloadFilter(FilterForm):
    """Whose caseloads."""

    organisation = fields.SelectField("Organisation", choices=lambda: organisations(), empty_words="All")


def organisations() -> list[tuple[str, str]]:
    """Return the organisations in use, by name."""
    return [(str(row.pk), row.name) for row in Organisation.objects.in_use().order_by("name")]

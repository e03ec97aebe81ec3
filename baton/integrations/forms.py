"""Saying who is meant by an imported name."""

from baton.partnership.models import Membership, Organisation
from baton.ui.fields import SelectField
from baton.ui.forms import Form


class OrganisationForm(Form):
    """Which organisation is meant."""

    meant = SelectField(
        "Which organisation is meant?",
        choices=lambda: [(str(row.pk), row.name) for row in Organisation.objects.in_use().order_by("name")],
        missing="Choose the organisation",
    )


class PractitionerForm(Form):
    """Which practitioner is meant, and where they work."""

    meant = SelectField("Who is meant?", choices=lambda: member_choices(), missing="Choose the practitioner")


def member_choices() -> list[tuple[str, str]]:
    """Return who signs in today, each with where they work."""
    rows = Membership.objects.current().filter(practitioner__is_active=True)
    ordered = rows.select_related("practitioner", "organisation").order_by("practitioner__name", "pk")
    return [(str(row.pk), f"{row.practitioner.name}, {row.organisation.name}") for row in ordered]

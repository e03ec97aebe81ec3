"""Who is involved with a family."""

from typing import Any

from baton.people.actions.records import NewInvolvement
from baton.people.forms import choices
from baton.people.forms.family import end_after_start
from baton.people.models import Family, Involvement
from baton.people.rules.facts import Source
from baton.ui.fields import DateField, SelectField, TextField
from baton.ui.forms import Form


class InvolvementForm(Form):
    """An organisation, or somebody of it, is involved."""

    kind = SelectField("What kind of organisation is it?", choices=choices.agency_types)
    organisation = SelectField(
        "Which organisation?", choices=choices.organisations, required=False, empty_words="None of these"
    )
    organisation_words = TextField("Another organisation", required=False, limit=160)
    contact = TextField("Name and telephone number or email of the person there", required=False, limit=250)
    role_words = TextField("What do they do for the family?", required=False, limit=120)
    from_on = DateField("Since when?", required=False, past=True)
    to_on = DateField("Until when, if it has ended?", required=False, past=True)

    def clean(self) -> dict[str, Any]:
        """Refuse an involvement of nobody, and an end before the beginning."""
        values = super().clean() or self.cleaned_data
        if not self.errors and not any(
            values[name] for name in ("organisation", "organisation_words", "contact")
        ):
            self.add_error(
                "organisation", "Choose or write the organisation, or enter the name of the person"
            )
        end_after_start(self, values)
        return values

    @property
    def corrections(self) -> dict[str, Any]:
        """Give the values for `actions.involvement.correct`."""
        values = self.values
        return values | {"organisation_id": choices.as_id(values.pop("organisation"))}

    def new(self, family: Family) -> NewInvolvement:
        """Give the new involvement with a family."""
        return NewInvolvement(family_id=family.pk, source=Source.PERSON, **self.corrections)


def involvement_of(row: Involvement) -> dict[str, Any]:
    """Return a saved involvement, as the form shows it."""
    names = ["kind", "organisation_words", "contact", "role_words", "from_on", "to_on"]
    kept = {name: getattr(row, name) for name in names}
    return kept | {"organisation": str(row.organisation_id or ""), "expected_version": row.version}

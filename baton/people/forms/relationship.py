"""What two people are to each other."""

from typing import Any

from baton.people.actions.records import NewRelationship
from baton.people.forms import choices
from baton.people.forms.family import end_after_start
from baton.people.models import Family, Person
from baton.people.rules.membership import RelationshipKind
from baton.ui.fields import DateField, SelectField, YesNoField
from baton.ui.forms import Form


class KindForm(Form):
    """What one is to the other, and for how long."""

    kind = SelectField("is the", choices=choices.relationships)
    parental_responsibility = YesNoField(
        "Does this give parental responsibility?", required=False, not_known="Not known"
    )
    from_on = DateField("Since when?", required=False, past=True)
    to_on = DateField("Until when, if it has ended?", required=False, past=True)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        values = super().clean() or self.cleaned_data
        end_after_start(self, values)
        return values

    @property
    def corrections(self) -> dict[str, Any]:
        """Give the values for `actions.relationship.correct`."""
        values = self.values
        return {name: values[name] for name in ("parental_responsibility", "from_on", "to_on")} | {
            "kind": RelationshipKind(values["kind"])
        }


class RelationshipForm(KindForm):
    """Two people of one family, and what the first is to the second."""

    person = SelectField("This person", choices=[])
    other = SelectField("of this person", choices=[])

    field_order = ["person", "kind", "other", "parental_responsibility", "from_on", "to_on"]

    def __init__(self, *args: Any, family: Family, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family, self.people = family, {str(person.pk): person for person in people}
        offered = [(key, person.full_name) for key, person in self.people.items()]
        choices.offer(self, "person", offered)
        choices.offer(self, "other", offered)

    @property
    def new(self) -> NewRelationship:
        """Give the new relationship."""
        values = self.values
        return NewRelationship(
            person_id=self.people[values["person"]].pk,
            other_id=self.people[values["other"]].pk,
            family_id=self.family.pk,
            **self.corrections,
        )

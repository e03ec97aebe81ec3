"""Narrowing the list of cases."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from baton.casework.rules.listing import NEED_LABELS, WHOSE_LABELS
from baton.partnership import profiles
from baton.partnership.models import Locality, Organisation, Practitioner, Team
from baton.partnership.rules.profile_codes import LeadAgencyType
from baton.ui import fields
from baton.ui.forms import FilterForm

STATES = (("open", "Open"), ("on_hold", "On hold"), ("closed", "Closed"))


def whose_offered() -> list[tuple[str, str]]:
    """Return whose cases one may ask for, in the partnership's words."""
    places = profiles.current().words.locality.many
    return [(whose.value, words.format(localities=places)) for whose, words in WHOSE_LABELS.items()]


class CaseFilter(FilterForm):
    """Which cases."""

    q = fields.TextField("Family name or reference", width=20)
    whose = fields.ChoiceField("Whose", choices=whose_offered, small=True)
    state = fields.MultipleChoiceField("State", choices=STATES, small=True)
    needs = fields.MultipleChoiceField("Needs attention", choices=list(NEED_LABELS.items()), small=True)
    locality = fields.SelectField(
        profiles.said(lambda words: words.locality.start), choices=[], empty_words="All"
    )
    agency = fields.SelectField("Kind of lead agency", choices=[], empty_words="All")
    lead = fields.SelectField("Who leads", choices=[], empty_words="Anybody")
    stand_in = fields.SelectField("Who stands in", choices=[], empty_words="Anybody")
    team = fields.SelectField("Team", choices=[], empty_words="All")

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locality"].choices = [(row.code, row.name) for row in Locality.objects.order_by("name")]
        self.fields["agency"].choices = [
            (code, words) for code, words in agencies if code in set(LeadAgencyType)
        ]
        self._narrow("lead", Practitioner.objects.get_queryset())
        self._narrow("stand_in", Practitioner.objects.get_queryset())
        self._narrow("team", Team.objects.all(), Organisation.objects.all())

    def _narrow(self, name: str, *where: QuerySet[Any]) -> None:
        """Offer what the list was opened for, from the page of caseloads; without that there is nothing to choose."""
        key = _uuid(self.data.get(name) or "")
        found = [(str(row.pk), row.name) for rows in where for row in rows.filter(pk=key)] if key else []
        self.fields[name].choices = found
        if not found:
            del self.fields[name]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

"""Narrowing the board."""

from collections.abc import Iterable

from baton.frontdoor.forms.keying import sources_offered
from baton.frontdoor.rules.board import LATE, MINE, NOWHERE, TODAY, UNCLAIMED
from baton.frontdoor.rules.enquiry import State
from baton.partnership import profiles
from baton.partnership.models import Locality
from baton.ui.fields import ChoiceField, MultipleChoiceField, SelectField, TextField
from baton.ui.forms import FilterForm

COLUMNS = ((State.NEW, "New"), (State.SCREENING, "Screening"), (State.DECIDED, "Decided today"))


def places() -> Iterable[tuple[str, str]]:
    """Return the localities in use, and none at all."""
    yield from ((one.code, one.name) for one in Locality.objects.filter(active=True).order_by("name"))
    yield NOWHERE, f"No {profiles.current().words.locality} yet"


class BoardFilter(FilterForm):
    """Whose, how late, where and from whom; or one enquiry by its reference."""

    q = TextField("Reference", width=10, hint="Like E-7K3MQD")
    show = MultipleChoiceField(
        "Only",
        choices=[
            (MINE, "Mine"),
            (UNCLAIMED, "Unclaimed"),
            (LATE, "Late"),
            (TODAY, "Due before we close today"),
        ],
        small=True,
    )
    column = ChoiceField("Column", choices=COLUMNS, small=True)
    locality = SelectField(
        profiles.said(lambda words: words.locality.start), choices=places, empty_words="All"
    )
    source = SelectField("Source", choices=sources_offered, empty_words="All")

"""The choices of a field that asks who is to lead."""

from collections.abc import Mapping, Sequence

from baton.casework.models.leading import PossibleLead
from baton.ui import fields


def lead_choices(
    leads: Mapping[str, PossibleLead], shown: Sequence[fields.Choice], *, bound: bool
) -> list[fields.Choice]:
    """Return those that the page shows; once the form is sent, everybody whom another page of it may have
    shown.
    """
    known = {choice.value for choice in shown}
    others = [fields.Choice(key, lead.practitioner.name) for key, lead in leads.items() if key not in known]
    return [*shown, *(others if bound else [])]

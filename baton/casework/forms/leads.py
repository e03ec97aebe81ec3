"""The choices of a field that asks who is to lead."""

from collections.abc import Mapping, Sequence

from baton.casework.models.leading import PossibleLead
from baton.ui import fields


def lead_choices(
    leads: Mapping[str, PossibleLead], shown: Sequence[fields.Choice], *, chosen: str | None
) -> list[fields.Choice]:
    """Return those that the page shows, and whoever was chosen on another page of it."""
    lead = leads.get(chosen or "")
    if lead is None or chosen in {choice.value for choice in shown}:
        return list(shown)
    return [*shown, fields.Choice(str(chosen), f"{lead.practitioner.name}, {lead.organisation.name}")]

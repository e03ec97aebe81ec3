"""Who knows a family already, themselves or by their organisation, and how; nothing here writes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from baton.casework.models.allocation import Allocation
from baton.casework.models.team import TeamMember
from baton.frontdoor.models import Enquiry
from baton.partnership.models import Practitioner
from baton.people import access
from baton.people.models import FamilyMembership, Involvement

OWN_ENQUIRY, THEIR_ENQUIRY = "made the enquiry", "the organisation made the enquiry"


@dataclass
class Ties:
    """Who knows one family: practitioners and organisations, each with how in words."""

    practitioners: dict[UUID, str] = field(default_factory=dict)
    organisations: dict[UUID, str] = field(default_factory=dict)


def ties_of(families: Collection[UUID], reader: Practitioner) -> dict[UUID, Ties]:
    """Return who knows each of some families, as far as `reader` may know. A fixed number of queries.

    A school only where the reader may know it, an enquirer only where they may read the enquiry.
    """
    found = {family: Ties() for family in families}
    _involved(found)
    _enquirers(found, reader)
    _schools(found, reader)
    _worked(found)
    return found


def _involved(found: dict[UUID, Ties]) -> None:
    rows = Involvement.objects.filter(family__in=found, to_on=None, organisation__isnull=False)
    for family, organisation in rows.values_list("family_id", "organisation_id"):
        found[family].organisations[organisation] = "the organisation works with the family"


def _enquirers(found: dict[UUID, Ties], reader: Practitioner) -> None:
    rows = Enquiry.objects.visible_to(reader).filter(family__in=found)
    for family, organisation, enquirer in rows.values_list(
        "family_id", "source_organisation_id", "enquirer_id"
    ):
        if organisation:
            found[family].organisations[organisation] = THEIR_ENQUIRY
        if enquirer:
            found[family].practitioners[enquirer] = OWN_ENQUIRY


def _schools(found: dict[UUID, Ties], reader: Practitioner) -> None:
    members = FamilyMembership.objects.filter(family__in=found, to_on=None, person__school__isnull=False)
    rows = list(members.select_related("person"))
    shown = access.disclosures(reader, [member.person for member in rows])
    for member in rows:
        if shown[member.person_id].ordinary:
            school = cast(UUID, member.person.school_id)
            found[member.family_id].organisations[school] = f"school or setting of {member.person.called}"


def _worked(found: dict[UUID, Ties]) -> None:
    """Note who is in the team around the family, and, weightier, who led for it before."""
    team = TeamMember.objects.current().filter(case__family__in=found, practitioner__isnull=False)
    for family, practitioner in team.values_list("case__family_id", "practitioner_id"):
        found[family].practitioners[practitioner] = "is in the team around the family"
    led = Allocation.objects.filter(case__family__in=found, practitioner__isnull=False, to_on__isnull=False)
    for family, practitioner in led.values_list("case__family_id", "practitioner_id"):
        found[family].practitioners[practitioner] = "led for this family before"

"""Whom a page offers to lead a case, with why they would do, and who cannot now, with why not."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from baton.casework.models.leading import PossibleLead
from baton.frontdoor.models import Enquiry
from baton.partnership.models import Practitioner
from baton.people import access
from baton.people.models import Family, FamilyMembership, Involvement
from baton.ui.fields import Choice

MOST = 20
"""How many a page offers at once; narrowing shows others (ours)."""


@dataclass(frozen=True)
class Offered:
    """Who can lead, and who cannot now."""

    choices: list[Choice]
    cannot: list[tuple[str, str]]
    left_out: int


def offered(
    leads: list[PossibleLead], known: dict[UUID, str], *, name: str = "", organisation: str = ""
) -> Offered:
    """Return whom to offer, those of organisations that know the family first.

    Without a name or an organisation only those first, where there are any.
    """
    found = [lead for lead in leads if _matches(lead, name, organisation)]
    near = [lead for lead in found if lead.organisation.pk in known]
    if near and not name and not organisation:
        found = near
    can = sorted(
        (lead for lead in found if not lead.blockers), key=lambda lead: lead.organisation.pk not in known
    )
    cannot = [lead for lead in found if lead.blockers]
    return Offered(
        choices=[_choice(lead, known) for lead in can[:MOST]],
        cannot=[(_who(lead), " ".join(blocker.words for blocker in lead.blockers)) for lead in cannot[:MOST]],
        left_out=max(0, len(can) - MOST),
    )


def _matches(lead: PossibleLead, name: str, organisation: str) -> bool:
    here = not organisation or str(lead.organisation.pk) == organisation
    return here and name.casefold() in lead.practitioner.name.casefold()


def _choice(lead: PossibleLead, known: dict[UUID, str]) -> Choice:
    room = (
        f"leads {lead.leads_now} of at most {lead.limit}"
        if lead.limit is not None
        else f"leads {lead.leads_now}"
    )
    parts = [lead.practitioner.job_title, room, known.get(lead.organisation.pk, "")]
    return Choice(str(lead.membership_id), _who(lead), ", ".join(part for part in parts if part))


def _who(lead: PossibleLead) -> str:
    return f"{lead.practitioner.name}, {lead.organisation.name}"


def knows_family(family: Family, enquiry: Enquiry | None, reader: Practitioner) -> dict[UUID, str]:
    """Return the organisations that know the family, each with how; a school only where the reader may know it."""
    found: dict[UUID, str] = {}
    if enquiry is not None and enquiry.source_organisation_id:
        found[enquiry.source_organisation_id] = "their organisation made the enquiry"
    for row in Involvement.objects.filter(family=family, to_on=None, organisation__isnull=False):
        found.setdefault(cast(UUID, row.organisation_id), "their organisation works with the family")
    members = FamilyMembership.objects.filter(family=family, to_on=None, person__school__isnull=False)
    rows = list(members.select_related("person"))
    shown = access.disclosures(reader, [member.person for member in rows])
    for member in rows:
        if not shown[member.person_id].ordinary:
            continue
        found[cast(UUID, member.person.school_id)] = f"school or setting of {member.person.called}"
    return found

"""What somebody holds who leaves: cases, actions and enquiries, and who is asked to take each over. Reads only."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from baton.casework.models import Case, PlanAction, Proposal
from baton.frontdoor.models import Enquiry
from baton.partnership.models import Practitioner


@dataclass(frozen=True)
class Held:
    """One thing: what it is, whose family's, who is asked to take it over, and where that is done."""

    words: str
    url: str
    family: UUID | None
    to: str = ""


def _visible(reader: Practitioner) -> QuerySet[Case]:
    return Case.objects.visible_to(reader).active()


def cases_of(holder: Practitioner, reader: Practitioner) -> list[Held]:
    """Return the open cases that somebody leads, as far as the reader may see, each with who is asked to lead it."""
    mine = _visible(reader).filter(allocations__practitioner=holder, allocations__to_on__isnull=True)
    asked = {
        row.case_id: row.practitioner.name
        for row in Proposal.objects.waiting().filter(case__in=mine).select_related("practitioner")
    }
    return [
        Held(
            f"{case.family.name}, case {case.reference}",
            reverse("case_allocate", args=[case.pk]),
            case.family_id,
            asked.get(case.pk, ""),
        )
        for case in mine.select_related("family").order_by("reference")
    ]


def actions_of(holder: Practitioner, reader: Practitioner) -> list[Held]:
    """Return the actions of plans that somebody has still to do, as far as the reader may see."""
    rows = PlanAction.objects.open().filter(owner_practitioner=holder, case__in=_visible(reader))
    return [
        Held(
            f"{row.case.family.name}: {row.words}",
            reverse("action_change", args=[row.case_id, row.pk]),
            row.case.family_id,
        )
        for row in rows.select_related("case__family").order_by("due_on", "pk")
    ]


def enquiries_of(holder: Practitioner, reader: Practitioner) -> list[Held]:
    """Return the enquiries that somebody screens, as far as the reader may see, the first due first."""
    rows = Enquiry.objects.visible_to(reader).waiting().filter(claimed_by=holder).order_by("due_at", "pk")
    return [
        Held(f"Enquiry {row.reference}", reverse("enquiry_page", args=[row.pk]), row.family_id)
        for row in rows
    ]

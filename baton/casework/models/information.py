"""Enquiries that were added to an open case, and whether they have been read."""

from __future__ import annotations

from django.db.models import QuerySet

from baton.casework.models.case import Case
from baton.frontdoor.models import Decision
from baton.partnership.rules.profile_codes import LeadsTo


def added_to_any() -> QuerySet[Decision]:
    """Return the decisions in force that added their enquiry to a case."""
    return Decision.objects.current().filter(leads_to=LeadsTo.EXISTING_CASE)


def added_to(*cases: Case) -> QuerySet[Decision]:
    """Return the decisions that added their enquiry to one of these cases, the newest first."""
    return (
        added_to_any()
        .filter(involvement__ref__in=[case.pk for case in cases])
        .select_related("enquiry", "involvement", "decided_by", "information_read__read_by")
        .order_by("-decided_at")
    )


def unread(*cases: Case) -> QuerySet[Decision]:
    """Return those that nobody has read yet."""
    return added_to(*cases).filter(information_read__isnull=True)

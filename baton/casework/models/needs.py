"""Which needs a page about one family may show; nothing here writes."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from baton.casework.models.case import Case
from baton.people.models import Need


def needs_with(family_id: UUID) -> QuerySet[Need]:
    """Return needs that may be shown with this family, whosever they are: all but those that were recorded with another
    family to which somebody belongs too. The newest first.
    """
    of_family = Q(family=None) | Q(family=family_id)
    of_case = Q(case_id=None) | Q(case_id__in=Case.objects.filter(family=family_id).values("pk"))
    return Need.objects.filter(of_family, of_case).order_by("-on", "-pk")

"""The list of records that are restricted or sealed, narrowed as its filter says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from baton.partnership.models import Practitioner
from baton.people.models.family import Family, FamilyQuerySet
from baton.people.rules.restriction import end_of_month


def restricted(practitioner: Practitioner, chosen: Mapping[str, Any], today: date) -> FamilyQuerySet:
    """Return the restricted and sealed families that the practitioner may see; `due` cuts them to what is late, or to
    what is to be looked at by the end of the month.
    """
    rows = Family.objects.visible_to(practitioner).closed_off()
    if words := chosen.get("q"):
        rows = rows.filter(Q(name__icontains=words) | Q(reference__iexact=words))
    if chosen.get("kept"):
        rows = rows.filter(restriction=chosen["kept"])
    if chosen.get("due") == "late":
        rows = rows.filter(review_on__lt=today)
    elif chosen.get("due") == "month":
        rows = rows.filter(review_on__lte=end_of_month(today))
    return rows

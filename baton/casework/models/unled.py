"""The cases that nobody leads, with how long they have waited and who was asked; one query, whatever their number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, DateField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest

from baton.casework.models import listing
from baton.casework.models.allocation import Allocation, StandIn
from baton.casework.models.case import CaseSpan
from baton.casework.models.proposal import Proposal
from baton.casework.rules.listing import Need
from baton.partnership.models import Membership, Practitioner

OF_CASE = OuterRef("pk")


def unled(practitioner: Practitioner, chosen: Mapping[str, Any], now: datetime) -> QuerySet[Any]:
    """Return the cases that nobody leads now and `practitioner` may see, narrowed as the list of cases is.

    Each has `unled_since`, of the question who leads `asked_name` and `answer_due_on` where it waits for an answer, and
    `came_back`, how often it was asked in vain.
    """
    cases = listing.narrowed(practitioner, {**chosen, "needs": [Need.UNLED]}, now)
    waits = Proposal.objects.waiting().filter(case=OF_CASE)
    back = Proposal.objects.came_back().filter(case=OF_CASE).order_by().values("case")
    return cases.select_related("family", "locality", "coordinator", "register_entry").annotate(
        unled_since=_since(),
        asked_name=Subquery(waits.values("practitioner__name")[:1]),
        answer_due_on=Subquery(waits.values("answer_due_on")[:1]),
        came_back=Subquery(back.annotate(number=Count("pk")).values("number")),
    )


def _since() -> Greatest:
    """Since when nobody leads: the last day on which something began or ended that leading rested on.

    That is: the case opened (again), somebody stopped leading or standing in, the lead left the partnership or the
    organisation that leads. Where only a role was taken away no day is known, and the day they began to lead counts.
    """
    spans = CaseSpan.objects.current().filter(case=OF_CASE)
    led = Allocation.objects.filter(case=OF_CASE)
    current = led.current()
    places = Membership.objects.filter(
        practitioner__allocations__case=OuterRef("pk"),
        practitioner__allocations__to_on=None,
        organisation=F("practitioner__allocations__organisation"),
    )
    return Greatest(
        Subquery(spans.values("opened_on")[:1]),
        _latest(led, "to_on"),
        _latest(current, "from_on"),
        _latest(current, "practitioner__left_on"),
        _latest(places, "ends_on"),
        _latest(StandIn.objects.filter(case=OF_CASE), "to_on"),
        output_field=DateField(),
    )


def _latest(rows: QuerySet[Any], day: str) -> Subquery:
    """The last of some days of one case, as one value."""
    return Subquery(rows.order_by(F(day).desc(nulls_last=True)).values(day)[:1])

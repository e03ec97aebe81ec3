"""Cases as a list shows them: one query, whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from baton.casework.models.allocation import Allocation, StandIn
from baton.casework.models.assessment import Assessment
from baton.casework.models.case import Case
from baton.casework.models.duty import Duty
from baton.casework.models.information import added_to_any
from baton.casework.models.register import ReviewRegisterEntry
from baton.casework.models.transfer import Transfer
from baton.casework.rules.case import Support
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.listing import LATE_KINDS, Need, Whose
from baton.casework.rules.transfer import ASKED, LATE, TransferState
from baton.core import dates, wall
from baton.core.dates import local_day
from baton.partnership import profiles
from baton.partnership.models import Membership, Practitioner
from baton.partnership.rules.roles import WORKS_WITH_FAMILIES, Role
from baton.people.models import LevelReading


def listed(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Annotate cases with `lead_name`, `lead_agency`, `stand_in_name`, `level_now`, `next_kind` and `next_due`."""
    lead = Allocation.objects.current().filter(case=OuterRef("pk"))
    open_ones = Duty.objects.open().running(dates.today())
    owed = open_ones.filter(case=OuterRef("pk")).order_by(F("due_at").asc(nulls_last=True), "pk")
    level = LevelReading.objects.filter(family=OuterRef("family_id")).order_by("-on", "-pk")
    return cases.select_related("family", "locality").annotate(
        lead_name=Subquery(lead.values(name=Coalesce("practitioner__name", "imported_practitioner"))[:1]),
        lead_agency=Subquery(lead.values(name=Coalesce("organisation__name", "imported_organisation"))[:1]),
        stand_in_name=Subquery(_stand_ins().values("practitioner__name")[:1]),
        level_now=Subquery(level.values("level")[:1]),
        next_kind=Subquery(owed.values("kind")[:1]),
        next_due=Subquery(owed.values("due_at")[:1]),
    )


def narrowed(practitioner: Practitioner, chosen: Mapping[str, Any], now: datetime) -> QuerySet[Case]:
    """Return the cases that `practitioner` may see, narrowed as the list's filter says (`forms.case.CaseFilter`).

    Closed ones are left out unless a state is chosen. Any part of `chosen` may be missing.
    """
    cases = Case.objects.visible_to(practitioner)
    cases = cases.filter(state__in=chosen["state"]) if chosen.get("state") else cases.active()
    if words := chosen.get("q"):
        cases = cases.filter(Q(family__name__icontains=words) | Q(reference__iexact=words))
    if chosen.get("locality"):
        cases = cases.filter(locality__code=chosen["locality"])
    if chosen.get("agency"):
        led = Allocation.objects.current().filter(lead_agency_type=chosen["agency"])
        cases = cases.filter(pk__in=led.values("case"))
    if chosen.get("lead"):
        led = Allocation.objects.current().filter(practitioner=chosen["lead"])
        cases = cases.filter(pk__in=led.values("case"))
    if chosen.get("stand_in"):
        cases = cases.filter(Exists(_stand_ins().filter(practitioner=chosen["stand_in"])))
    if chosen.get("team"):
        cases = cases.filter(of_team(chosen["team"]))
    if chosen.get("whose"):
        cases = cases.filter(pk__in=_whose(practitioner, Whose(chosen["whose"])).values("pk"))
    for need in chosen.get("needs") or ():
        cases = cases.filter(_needs(Need(need), now))
    return cases


def _stand_ins() -> QuerySet[StandIn]:
    return StandIn.objects.current().filter(case=OuterRef("pk"))


def of_team(team: Any) -> Exists:
    """The condition that whoever leads a case belongs to a team; with the id of an organisation in place of a team's:
    that they belong to it and to no team there.
    """
    places = Membership.objects.current().filter(
        Q(team=team) | Q(team=None, organisation=team),
        practitioner=OuterRef("practitioner"),
        organisation=OuterRef("organisation"),
    )
    return Exists(Allocation.objects.current().filter(Exists(places), case=OuterRef("pk")))


def in_register(practitioner: Practitioner, chosen: Mapping[str, Any]) -> QuerySet[Case]:
    """Return the cases in the review register that `practitioner` may see, narrowed as its filter says."""
    waiting = ReviewRegisterEntry.objects.unsettled()
    if chosen.get("screened"):
        waiting = waiting.filter(screened_at__isnull=chosen["screened"] == "no")
    return Case.objects.visible_to(practitioner).filter(register_entry__in=waiting)


def transfers(practitioner: Practitioner, chosen: Mapping[str, Any], now: datetime) -> QuerySet[Transfer]:
    """Return the transfers that `practitioner` may see, narrowed as their filter says; those that wait, unless
    a state is chosen.
    """
    rows = Transfer.objects.visible_to(practitioner)
    rows = rows.filter(state=chosen.get("state") or TransferState.REQUESTED)
    if chosen.get("direction"):
        rows = rows.filter(direction=chosen["direction"])
    if ASKED in (chosen.get("only") or ()):
        rows = rows.asked_of(practitioner)
    if LATE in (chosen.get("only") or ()):
        owed = Duty.objects.late(now).filter(kind=DutyKind.ANSWER_TRANSFER, subject_id=OuterRef("pk"))
        rows = rows.filter(Exists(owed))
    return rows


def _whose(practitioner: Practitioner, whose: Whose) -> QuerySet[Case]:
    cases = Case.objects.all()
    if whose is Whose.MINE:
        return cases.led_by(practitioner)
    if whose is Whose.ORGANISATION:
        return cases.of_organisations(practitioner.organisation_ids())
    return cases.in_localities(practitioner.locality_ids(Role.COORDINATOR))


def _needs(need: Need, now: datetime) -> Any:
    if need in LATE_KINDS:
        return late(now, LATE_KINDS[need])
    today = local_day(now)
    conditions: Mapping[Need, Callable[[], Any]] = {
        Need.AUTHORISE: lambda: owes(DutyKind.AUTHORISE_ASSESSMENT),
        Need.UNLED: lambda: unled(today),
        Need.STOOD_IN: lambda: Exists(_stand_ins()),
        Need.NOT_ASSESSED: lambda: not_assessed(today, profiles.current().clocks.assessment_not_started_days),
        Need.UNREAD: _unread_now,
    }
    return conditions[need]()


def late(now: datetime, kinds: Collection[DutyKind]) -> Exists:
    """The condition that something of these kinds is late in a case."""
    return Exists(Duty.objects.late(now).filter(case=OuterRef("pk"), kind__in=kinds))


def owes(kind: DutyKind) -> Exists:
    """The condition that something of this kind is still to be done in a case."""
    return Exists(Duty.objects.open().filter(case=OuterRef("pk"), kind=kind))


def unled(today: date) -> Q:
    """The condition that nobody leads a case: never allocated, or its lead has left, or no longer works with families
    for the organisation that leads, and nobody stands in.
    """
    lead = Allocation.objects.current().filter(case=OuterRef("pk"))
    stays = Q(practitioner__left_on=None) | Q(practitioner__left_on__gt=today)
    works = Membership.objects.current(today).carrying(*WORKS_WITH_FAMILIES)
    there = works.filter(practitioner=OuterRef("practitioner"), organisation=OuterRef("organisation"))
    works_there = Q(organisation=None) | Exists(there)
    somebody = lead.filter(Q(practitioner__isnull=False) & stays & works_there | ~Q(imported_practitioner=""))
    stands_in = StandIn.objects.current().filter(case=OuterRef("pk"), practitioner__is_active=True)
    return ~Exists(somebody) & ~(Exists(lead) & Exists(stands_in))


def not_assessed(today: date, days: int) -> Combinable | Q:
    """The condition that a coordinated case has no assessment `days` days after it opened (contract for reports)."""
    return Q(support=Support.FULL, opened_on__lte=today - timedelta(days=days)) & ~Exists(
        Assessment.objects.filter(case=OuterRef("pk"))
    )


def unread() -> Exists:
    """The condition that an enquiry was added to a case and nobody has read it; asked beyond who may read enquiries."""
    return Exists(added_to_any().filter(involvement__ref=OuterRef("pk"), information_read__isnull=True))


def _unread_now() -> Q:
    # That there is something to read is no secret of the front door's.
    with wall.beyond(wall.Purpose.INFORMATION):
        return Q(pk__in=list(Case.objects.filter(unread()).values_list("pk", flat=True)))

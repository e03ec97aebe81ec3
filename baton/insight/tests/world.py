"""A small month with one of everything that the report counts, each where a definition could go wrong."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from baton.casework.models import (
    Allocation,
    Assessment,
    Case,
    CaseSpan,
    Meeting,
    ReviewRegisterEntry,
    Transfer,
)
from baton.frontdoor.models import Decision, Enquiry, Exclusion, Telling
from baton.outcomes.models import Reading
from baton.partnership.models import Practitioner, ProfileVersion
from baton.partnership.tests import factories
from baton.people.tests import factories as people
from baton.workforce.models import Audit, TrainingAttendance

JUNE = datetime(2026, 6, 10, 9, tzinfo=UTC)
_numbers = count(1)


def enquiry(received_at: datetime = JUNE, *, hours: float | None = None, **values: Any) -> Enquiry:
    """Make an enquiry; with `hours` it was decided that long after it came."""
    outcome = values.pop("outcome", "advice")
    made = Enquiry.objects.create(
        reference=f"E-{next(_numbers):06}",
        received_at=received_at,
        keyed_at=received_at,
        channel="online",
        source_type=values.pop("source_type", "school"),
        target_at=received_at + timedelta(hours=48),
        due_at=received_at + timedelta(hours=48),
        state="new" if hours is None else "decided",
        **values,
    )
    if hours is not None:
        decide(made, received_at + timedelta(hours=hours), outcome)
    return made


def decide(made: Enquiry, at: datetime, outcome: str) -> Decision:
    number = made.decisions.count() + 1
    made.decisions.update(superseded_at=at)
    return Decision.objects.create(
        enquiry=made, number=number, outcome=outcome, leads_to="nothing", decided_at=at
    )


def tell(made: Enquiry, at: datetime) -> None:
    Telling.objects.create(enquiry=made, decision=made.decisions.latest("number"), how="phone", told_at=at)


def exclude(made: Enquiry, from_at: datetime) -> None:
    Exclusion.objects.create(enquiry=made, kind="keyed_in_error", from_at=from_at)


def case(
    opened_on: date,
    closed_on: date | None = None,
    *,
    lead: str = "school",
    led_by: Practitioner | None = None,
    **values: Any,
) -> Case:
    """Make a case of a family of its own, with its span and its lead since it opened."""
    of_span = ("objectives_met", "level_at_allocation", "level_at_closure")
    span = {key: values.pop(key) for key in of_span if key in values}
    allocated_on = values.pop("allocated_on", opened_on)
    made = Case.objects.create(
        reference=f"C-{next(_numbers):06}",
        family=people.family(),
        origin="enquiry",
        profile=ProfileVersion.objects.get(),
        opened_on=opened_on,
        allocated_on=allocated_on,
        state="closed" if closed_on else "open",
        **values,
    )
    CaseSpan.objects.create(case=made, opened_on=opened_on, closed_on=closed_on, **span)
    if allocated_on:
        organisation = led_by and led_by.memberships.first().organisation
        Allocation.objects.create(
            case=made,
            practitioner=led_by,
            organisation=organisation,
            lead_agency_type=lead,
            from_on=allocated_on,
        )
    return made


def assess(made: Case, started_on: date, completed_on: date | None = None, number: int = 1) -> Assessment:
    return Assessment.objects.create(
        case=made,
        number=number,
        state="authorised" if completed_on else "in_progress",
        started_on=started_on,
        due_on=started_on + timedelta(days=30),
        completed_on=completed_on,
        imported_ref=f"old:{next(_numbers)}",
    )


def meet(made: Case, held_on: date, kind: str = "taf") -> Meeting:
    return Meeting.objects.create(case=made, kind=kind, state="held", held_on=held_on)


def read(
    made: Case, person: Any, taken_on: date, score: int, stage: str = "initial", area: str = "safety"
) -> Reading:
    return Reading.objects.create(
        person=person,
        family=made.family,
        case_id=made.pk,
        tool="scaling",
        area=area,
        taken_on=taken_on,
        stage=stage,
        score=Decimal(score),
        recorded_at=JUNE,
    )


def transfer(made: Case, direction: str, answered_at: datetime | None) -> Transfer:
    return Transfer.objects.create(
        case=made,
        direction=direction,
        reason="Need rose",
        requested_at=JUNE,
        state="accepted" if answered_at else "requested",
        answered_at=answered_at,
        answered_by_words="Social care" if answered_at else "",
    )


def fill() -> None:
    """Make one or two of everything, in June 2026 and around it."""
    north = factories.locality("north")
    told = enquiry(hours=47, locality=north)
    tell(told, JUNE + timedelta(days=3))
    enquiry(hours=49, outcome="assessment", source_type="health")
    enquiry(JUNE - timedelta(days=30))
    exclude(enquiry(), JUNE)
    long_open = case(date(2026, 2, 2), locality=north)
    assess(long_open, date(2026, 2, 3), date(2026, 6, 5))
    meet(long_open, date(2026, 5, 30))
    shut = case(
        date(2026, 3, 2), date(2026, 6, 20), objectives_met="all", level_at_allocation=3, level_at_closure=1
    )
    child = people.child(of=shut.family)
    read(shut, child, date(2026, 3, 5), 4)
    read(shut, child, date(2026, 6, 19), 8, "closure")
    waiting = case(date(2026, 1, 5), allocated_on=None, lead="")
    ReviewRegisterEntry.objects.create(case=waiting, entered_on=date(2026, 1, 5))
    transfer(long_open, "step_up", JUNE)
    Audit.objects.create(case=long_open, audited_on=date(2026, 6, 15), grade="good")
    TrainingAttendance.objects.create(course="Neglect", held_on=date(2026, 6, 3), organisation_type="school")

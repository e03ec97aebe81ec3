"""Audits, training, people who sign in."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from baton.demo.loading.cases import oldest_first
from baton.demo.loading.world import World
from baton.demo.rules import figures, ramp
from baton.demo.rules.chance import at, deck, is_so, office_hour, one_of, working
from baton.partnership.actions import practitioner as practitioners
from baton.partnership.models import Practitioner
from baton.workforce.actions import NewAttendance, NewAudit, attend_many, audit_many

FURTHER = (
    "Leading a team around the family",
    "The early help assessment",
    "Hearing the child",
    "Working with fathers",
    "When to step up",
)


def load(world: World, scale: float) -> None:
    """Write audits and attendances of each month, and who signed in during the last two."""
    chance = Random(world.story.today.toordinal())
    for month in ramp.months(world.story.today, scale):
        newest = month.back <= 1
        days = _days(month.first, month.last)
        audits = round(figures.AUDITS_A_MONTH * scale * (1 if newest else 0.4))
        trained = figures.TRAINED if month.back == 1 else figures.TRAINED_BEFORE
        moment = min(at(month.last, 17), world.story.now)
        audit_many(new=list(_audits(world, chance, days, audits)), by=None, at=moment)
        attend_many(new=list(_attendances(world, chance, days, round(trained * scale))), by=None, at=moment)
        if newest:
            _sign_in(world, chance, days)


def _days(first: date, last: date) -> list[date]:
    days = [first + timedelta(step) for step in range((last - first).days + 1)]
    return [day for day in days if day == working(day)] or days


def _audits(world: World, chance: Random, days: list[date], count: int) -> Iterator[NewAudit]:
    cases = [case for case in oldest_first(world.story.cases, days[-1]) if case.support == "full"]
    chosen = chance.sample(cases, min(count, len(cases)))
    grades = deck(chance, figures.GRADES, len(chosen))
    for case, grade in zip(chosen, grades, strict=True):
        day = max(one_of(chance, days), case.opened_on)
        yield NewAudit(
            case=world.cases[case.id],
            audited_on=day,
            grade=grade,
            auditor=world.who(case.coordinator) or world.sign_in("auditor"),
        )


def _attendances(world: World, chance: Random, days: list[date], count: int) -> Iterator[NewAttendance]:
    kinds = world.profile.agency_types
    workers = world.story.workers
    courses = (*world.profile.allocation.courses, *FURTHER)
    for _ in range(count):
        worker = one_of(chance, workers)
        home = world.organisations[worker.organisation]
        yield NewAttendance(
            course=one_of(chance, courses),
            held_on=one_of(chance, days),
            organisation_type=kinds[home.agency_type].source_type,
            practitioner=world.practitioners[worker.email],
        )


def _sign_in(world: World, chance: Random, days: list[date]) -> None:
    people: list[Practitioner] = list(world.practitioners.values())
    for one in people:
        if is_so(chance, figures.SIGNED_IN):
            moment = min(office_hour(chance, one_of(chance, days)), world.story.now)
            practitioners.sign_in(practitioner=one, at=moment)

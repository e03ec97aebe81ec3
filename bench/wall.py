"""What the second wall costs: the same questions of the same practitioners with row-level security and without it.

Without it is the baseline: the owner switches it off on every table, in the same run, and on again.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import psycopg
from django.db import transaction
from django.utils import timezone
from psycopg import sql

from bench.measure import Clock, Measure

if TYPE_CHECKING:
    from uuid import UUID

    from baton.partnership.models import Practitioner

FAMILIES = 25_000
PEOPLE_OF_EACH = 2
LED = 25
"""Cases of one lead practitioner: twice what agencies allow (ours)."""

RESTRICTED, SEALED = 0.02, 0.005
TIMES = 40
NOW = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)

Question = Callable[["Practitioner"], object]


def load(chance: random.Random) -> None:
    """Write families, people with their keys, cases and the grants of their lead practitioners."""
    from baton.people.actions import bulk
    from baton.people.actions.records import NewFamily, NewMembership, NewPerson
    from baton.people.rules.membership import MemberRole
    from bench.search import names

    named = names(chance)
    families = [NewFamily(name=next(named)[1]) for _ in range(FAMILIES)]
    bulk.create_families(families, by=None, at=NOW)
    for start in range(0, FAMILIES, 5000):
        of = [family.id for family in families[start : start + 5000] for _ in range(PEOPLE_OF_EACH)]
        people = [
            NewPerson(
                given_names=given,
                family_name=family,
                date_of_birth=date(2015, 1, 1) + timedelta(number % 3000),
            )
            for number, (given, family) in zip(range(len(of)), named, strict=False)
        ]
        bulk.register(people, by=None, at=NOW)
        members = [
            NewMembership(family_id=home, person_id=person.id, role=MemberRole.CHILD)
            for home, person in zip(of, people, strict=True)
        ]
        bulk.add_members(members, by=None, at=NOW)
    restrict(chance)
    open_cases([family.id for family in families])


def open_cases(families: list[UUID]) -> None:
    """Open a case for each family and give its lead practitioner access."""
    from baton.casework.models import Case
    from baton.core.bulk import insert
    from baton.partnership.models import ProfileVersion
    from baton.people.models import AccessGrant

    leads, profile = staff(FAMILIES // LED), ProfileVersion.objects.get()
    insert(
        Case(
            family_id=family,
            reference=f"C-{number:06}",
            origin="enquiry",
            profile=profile,
            opened_on=NOW.date() - timedelta(number % 700),
        )
        for number, family in enumerate(families)
    )
    insert(
        AccessGrant(
            family_id=family,
            practitioner=leads[number % len(leads)],
            kind="lead_practitioner",
            from_at=NOW,
        )
        for number, family in enumerate(families)
    )


def staff(number: int) -> list[Practitioner]:
    """Make lead practitioners."""
    from baton.partnership.models import Membership, Organisation, Practitioner

    made = Practitioner.objects.bulk_create(
        Practitioner(email=f"lead{n}@example.org", name=f"Lead {n}") for n in range(number)
    )
    at = Organisation.objects.order_by("pk")[0]
    Membership.objects.bulk_create(
        Membership(practitioner=one, organisation=at, roles=["practitioner"], starts_on=date(2020, 1, 1))
        for one in made
    )
    return made


def restrict(chance: random.Random) -> None:
    """Restrict and seal some families, as many as on a register."""
    from baton.people.models import Family

    ids = list(Family.objects.order_by("pk").values_list("pk", flat=True))
    for restriction, share in (("restricted", RESTRICTED), ("sealed", SEALED)):
        some = chance.sample(ids, int(len(ids) * share))
        Family.objects.filter(pk__in=some).update(
            restriction=restriction, restriction_reason="Risk", restricted_at=NOW, review_on=NOW.date()
        )


def questions() -> dict[str, Question]:
    """Return what is asked: as pages ask it, through `visible_to`."""
    from baton.casework.models import Case
    from baton.people.models import Family, Person
    from baton.people.search import find

    last = Family.objects.filter(restriction="open", grants__practitioner__email="lead7@example.org")
    family = last.values_list("pk", flat=True)[0]
    return {
        "one family": lambda who: Family.objects.visible_to(who).get(pk=family),
        "a page of 50 cases": lambda who: list(
            Case.objects.visible_to(who).select_related("family").order_by("-opened_on", "pk")[:50]
        ),
        "count of all cases": lambda who: Case.objects.visible_to(who).count(),
        "people of a family": lambda who: list(
            Person.objects.visible_to(who).filter(memberships__family=family).distinct()
        ),
        "search by name and date of birth": lambda who: find("Olivia Smith 2/1/2015", who, 20),
    }


@contextmanager
def without() -> Iterator[None]:
    """Take the wall down while the block lasts."""
    switch("DISABLE")
    yield
    switch("ENABLE")


def switch(verb: str) -> None:
    """Switch row-level security on or off, as the owner of the tables."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for (table,) in owner.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid"
        ):
            text = sql.SQL(f"ALTER TABLE {{}} {verb} ROW LEVEL SECURITY")
            owner.execute(text.format(sql.Identifier(table)))


def asked(question: Question, who: Practitioner) -> tuple[float, float]:
    """Return the milliseconds of an answer for somebody who has entered: the median, and the mean of what was worked."""
    from baton.core import wall

    times = []
    with transaction.atomic(), wall.entered(who.pk, at=timezone.now(), today=timezone.localdate()):
        question(who)
        clock = Clock()
        for _ in range(TIMES):
            started = time.perf_counter()
            question(who)
            times.append((time.perf_counter() - started) * 1000)
        _, ours, servers = clock.seconds()
    return statistics.median(times), (ours + servers) * 1000 / TIMES


def entering(who: Practitioner) -> float:
    """Return the median of the milliseconds that it takes to say who acts."""
    from baton.core import wall

    times = []
    with transaction.atomic():
        for _ in range(TIMES * 5):
            started = time.perf_counter()
            with wall.entered(who.pk, at=timezone.now(), today=timezone.localdate()):
                times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def run() -> Iterator[Measure]:
    """Load, ask with the wall and without it, measure."""
    from django.db import connection

    from baton.partnership.models import Practitioner
    from bench.search import screener

    started = time.perf_counter()
    load(random.Random(2026))
    yield Measure(
        "wall", "loading families", FAMILIES / (time.perf_counter() - started), "a second", FAMILIES
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    actors: dict[str, Any] = {
        "hub screener": screener(),
        "lead": Practitioner.objects.get(email="lead7@example.org"),
    }
    yield Measure("wall", "saying who acts", entering(actors["lead"]), "ms", FAMILIES)
    for name, who in actors.items():
        for what, question in questions().items():
            with_it = asked(question, who)
            with without():
                bare = asked(question, who)
            for words, value, baseline in zip(("median", "processor time"), with_it, bare, strict=True):
                told = f"{what}, {name}: {words}"
                yield Measure("wall", told, value, "ms", FAMILIES, baseline, "without the wall")

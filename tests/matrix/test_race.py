"""Two people press at the same moment: one of them did it, the other is told, and it was done once."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from baton.casework.actions import allocation
from baton.casework.actions.allocation import AlreadyLed
from baton.casework.models import Allocation, CaseSpan
from baton.casework.tests import factories as cases
from baton.core.versions import Stale
from baton.frontdoor.actions import claim as claims
from baton.frontdoor.actions import decision as decisions
from baton.frontdoor.actions import linking
from baton.frontdoor.actions.claim import AlreadyClaimed
from baton.frontdoor.actions.linking import Plan
from baton.frontdoor.models import Decision
from baton.frontdoor.rules.enquiry import NotPossibleNow
from baton.frontdoor.tests import factories as door
from baton.partnership.tests.factories import practitioner
from baton.people.models import AccessGrant, Family

LOST = (AlreadyClaimed, AlreadyLed, NotPossibleNow, Stale)
NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """Do all deeds at the same moment, each on a connection of its own; return what came of each."""
    start, ends = threading.Barrier(len(deeds)), ["never ended"] * len(deeds)

    def run(number: int, deed: Callable[[], Any]) -> None:
        start.wait(20)
        try:
            deed()
            ends[number] = "done"
        except LOST:
            ends[number] = "told"
        except Exception as broken:
            ends[number] = repr(broken)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(ends)


def test_of_two_at_the_same_moment_one_wins(own_database: Any) -> None:
    sam, sue = door.screener(name="Sam"), door.screener(name="Sue")

    enquiry = door.received()
    assert at_once(
        *(lambda who=who: claims.claim(enquiry=enquiry, by=who, at=NOW) for who in (sam, sue))
    ) == [
        "done",
        "told",
    ]

    screened = door.checked(door.claimed(sam), sam)
    version = door.fresh(screened).version
    plan = Plan(family_name="Shaw", new=[row.pk for row in screened.people.all()])
    before = Family.objects.count()
    link = {"enquiry": screened, "plan": plan, "at": NOW, "expected_version": version}
    assert at_once(*(lambda who=who: linking.link_family(by=who, **link) for who in (sam, sue))) == [
        "done",
        "told",
    ]
    assert Family.objects.count() == before + 1

    version = door.fresh(screened).version
    decide = {"enquiry": screened, "ruling": door.ruling(), "at": NOW, "expected_version": version}
    assert at_once(*(lambda who=who: decisions.decide(by=who, **decide) for who in (sam, sue))) == [
        "done",
        "told",
    ]
    assert Decision.objects.filter(enquiry=screened).count() == 1

    around, home = cases.cast(), cases.household()
    case = cases.case(home, None)
    both = [around.lead, practitioner(name="Ola Finn", at=around.school)]
    give = {
        "case": case,
        "organisation": around.school,
        "level": 2,
        "coordinator": None,
        "by": around.screener,
        "at": NOW + timedelta(minutes=1),
        "expected_version": case.version,
    }
    assert at_once(*(lambda who=who: allocation.allocate(practitioner=who, **give) for who in both)) == [
        "done",
        "told",
    ]
    assert Allocation.objects.current().filter(case=case).count() == 1
    assert AccessGrant.objects.filter(family=home.family, kind="lead_practitioner", to_at=None).count() == 1
    assert CaseSpan.objects.filter(case=case).count() == 1

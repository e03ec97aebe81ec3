"""The pages under attack: wapiti crawls a demonstration as people of several roles, and as nobody, and tries its tricks.

What counts is a finding of medium level or above: there may be none. The baseline is the same attack on a little site
full of holes, which shows that what is not found here would have been found.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from bench import holes
from bench.crew import Crew, cookies_of, place, working
from bench.measure import Measure
from bench.wapiti import Scan, scan
from config.run.databases import point_django_at

if TYPE_CHECKING:
    from baton.partnership.models import Practitioner

HOLES = "on a site full of holes"
FAMILIES = 40
ROLES = (
    "hub_screener",
    "hub_manager",
    "coordinator",
    "practitioner",
    "governance_officer",
    "system_administrator",
)
"""Whom it attacks as, beside nobody: the first who works in that role."""

SECONDS = float(os.environ.get("BATON_BENCH_SECONDS", "60"))
"""How long the crawl, and after it each kind of attack, may take for one person."""


def run() -> Iterator[Measure]:
    """Attack the site with holes, then ours as each of them."""
    with holes.served() as address:
        hollow = scan([address], seconds=SECONDS)
    yield Measure("attack", "findings on a site full of holes", len(hollow.grave), "findings", hollow.pages)
    with place() as folder, working(folder) as crew:
        crew.load(FAMILIES)
        point_django_at(crew.databases)
        for role in (None, *ROLES):
            yield from _attacked(crew, role, hollow)


def _attacked(crew: Crew, role: str | None, hollow: Scan) -> Iterator[Measure]:
    leave_out = [crew.address + reverse("account_logout")]
    cookie = cookies_of(_worker(role)) if role else ""
    found = scan([crew.address], cookie=cookie, seconds=SECONDS, leave_out=leave_out)
    for finding in found.findings:
        print(f"  {finding}", file=sys.stderr)
    who, grave = role or "nobody", len(found.grave)
    yield Measure(
        "attack",
        f"findings of medium or above, {who}",
        grave,
        "findings",
        found.pages,
        len(hollow.grave),
        HOLES,
    )
    yield Measure("attack", f"findings below, {who}", len(found.findings) - grave, "findings", found.pages)


def _worker(role: str) -> Practitioner:
    from baton.partnership.models import Practitioner

    working = Practitioner.objects.filter(memberships__roles__contains=[role], is_active=True)
    return working.order_by("email")[0]

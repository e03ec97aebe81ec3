"""What room on Python's stack saves a page: the same pages with it and without it, in turn, in the same run."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING
from unittest.mock import patch

from bench.measure import Measure

if TYPE_CHECKING:
    from baton.partnership.models import Practitioner

TIMES = 40
PAGES = ("my_work", "enquiry_board", "case_list", "family_search", "unled_list")
"""Pages of an empty register: the less the database has to do, the more of a page is Python."""


def run() -> Iterator[Measure]:
    """Open each page with room and without it, one after the other, and compare."""
    from baton.core.stack import roomy

    kinds: dict[str, Callable[[], None]] = {"with": _opening(roomy), "without": _opening(lambda call: call)}
    spent = {kind: 0.0 for kind in kinds}
    faults = {kind: 0 for kind in kinds}
    for _ in range(TIMES):
        for kind, open_all in kinds.items():
            begun, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_minflt
            open_all()
            spent[kind] += time.process_time() - begun
            faults[kind] += resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    asked = TIMES * len(PAGES)
    pages = {kind: seconds / asked * 1000 for kind, seconds in spent.items()}
    of = "without room"
    yield Measure("stack", "processor time of a page", pages["with"], "ms", asked, pages["without"], of)
    each = {kind: number / asked for kind, number in faults.items()}
    yield Measure(
        "stack",
        "times a page asks the system for memory",
        each["with"],
        "pages of 4 kB",
        asked,
        each["without"],
        of,
    )


def _opening(room: Callable[[Callable[..., object]], Callable[..., object]]) -> Callable[[], None]:
    """Return what opens every page as a hub manager, in a site whose requests have this room."""
    from django.test import Client
    from django.urls import reverse

    from baton.operations import middleware
    from bench.crew import BACKEND

    client = Client(SERVER_NAME="127.0.0.1")
    with patch.object(middleware, "roomy", room):
        client.handler.load_middleware()
    client.force_login(_manager(), backend=BACKEND)
    addresses = [reverse(name) for name in PAGES]

    def open_all() -> None:
        for address in addresses:
            answer = client.get(address)
            if answer.status_code != 200:
                raise AssertionError(f"{address} was answered with {answer.status_code}")

    open_all()  # templates and addresses are compiled once
    return open_all


def _manager() -> Practitioner:
    from django.utils import timezone

    from baton.partnership.models import Membership, Organisation, Practitioner

    found = Practitioner.objects.filter(email="manager@example.org").first()
    if found is not None:
        return found
    made = Practitioner.objects.create(
        email="manager@example.org", name="Manager", declared_at=timezone.now()
    )
    at = Organisation.objects.order_by("pk")[0]
    Membership.objects.create(
        practitioner=made, organisation=at, roles=["hub_manager"], starts_on=date(2020, 1, 1)
    )
    return made

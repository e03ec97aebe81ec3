"""What room on Python's stack saves a page: the same pages with it and without it, in turn, in the same run."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from unittest.mock import patch

from bench.borough import staff
from bench.measure import Measure

if TYPE_CHECKING:
    from baton.partnership.models import Practitioner

TIMES = 40
PAGES = ("my_work", "enquiry_board", "case_list", "family_search", "unled_list")
"""Pages of an empty register: the less the database has to do, the more of a page is Python."""


def run() -> Iterator[Measure]:
    """Open each page with room and without it, one after the other, and compare."""
    from baton.core.stack import roomy
    from baton.partnership.models import Practitioner

    staff("hub_manager", 1)
    who = Practitioner.objects.get(email="hub_manager0@example.org")
    kinds = {"with": _opening(roomy, who), "without": _opening(lambda call: call, who)}
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


def _opening(
    room: Callable[[Callable[..., object]], Callable[..., object]], who: Practitioner
) -> Callable[[], None]:
    """Return what opens every page as somebody, in a site whose requests have this room."""
    from django.test import Client
    from django.urls import reverse

    from baton.operations import middleware
    from bench.crew import BACKEND

    client = Client(SERVER_NAME="127.0.0.1")
    with patch.object(middleware, "roomy", room):
        client.handler.load_middleware()
    client.force_login(who, backend=BACKEND)
    addresses = [reverse(name) for name in PAGES]

    def open_all() -> None:
        for address in addresses:
            answer = client.get(address)
            if answer.status_code != 200:
                raise AssertionError(f"{address} was answered with {answer.status_code}")

    open_all()  # templates and addresses are compiled once
    return open_all

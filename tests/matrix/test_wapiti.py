"""Ten pages and their forms under a scanner's attack, as somebody who may do nearly everything: the small form of
`./run bench attack`."""

import pytest
from django.urls import reverse

from baton.journal.models import AccessEntry
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from bench import holes
from bench.crew import cookies_of
from bench.wapiti import scan
from tests.matrix.cast import cast
from tests.matrix.world import build

QUICK = ("sql", "xss", "file", "redirect", "csrf")
SECONDS = 4.0
LONG = 20.0
"""Seconds for what is over by itself on the little site full of holes, also on a slow machine."""
OPENED = 3
"""Pages about one family among the ten: each must have been opened, or nothing was attacked."""


def test_a_scanner_finds_nothing_on_ten_pages(live_site: str) -> None:
    around = cast()
    keys = build(around)["own"].keys
    who = factories.practitioner(Role.HUB_MANAGER, Role.GOVERNANCE_OFFICER, at=around.school)
    named = ("my_work", "enquiry_board", "enquiry_new", "family_search", "case_list", "highlight_report")
    pages = [reverse(name) for name in named] + [
        reverse("enquiry_page", args=[keys["enquiry_id"]]),
        reverse("family_page", args=[keys["family_id"]]),
        reverse("case", args=[keys["case_id"]]),
        reverse("family_people", args=[keys["family_id"]]),
    ]

    found = scan(
        [live_site + page for page in pages], cookie=cookies_of(who), depth=1, seconds=SECONDS, modules=QUICK
    )

    assert found.pages >= len(pages)
    assert AccessEntry.objects.filter(practitioner_id=who.pk, family_id=keys["family_id"]).count() >= OPENED
    assert found.grave == []


@pytest.mark.parametrize("kind", ["SQL Injection", "Reflected Cross Site Scripting", "Path Traversal"])
def test_it_finds_holes_where_they_are(hollow: set[str], kind: str) -> None:
    assert kind in hollow


@pytest.fixture(scope="module")
def hollow() -> set[str]:
    with holes.served() as address:
        found = scan([address], seconds=LONG, modules=("sql", "xss", "file"))
        return {finding.kind for finding in found.grave}

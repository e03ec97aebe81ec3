"""A partnership of any size to open pages in: records of an older system, and practitioners at their work of today."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.db import connection

from bench.crew import CSRF

if TYPE_CHECKING:
    from baton.partnership.models import Practitioner

LOT = 10_000
"""Families that are imported at once: more would need more memory than a small machine has."""

OF_FAMILY = 5
"""People of each family: half a million in a hundred thousand families."""

CROWD = {"practitioner": 220, "hub_screener": 50, "coordinator": 20, "analyst": 10}
"""Who opens pages at once, by role: 300 people."""

LED = 10
"""Cases that each practitioner leads, and whose pages a coordinator opens (ours)."""

OPEN_ENQUIRIES = 60
"""What a borough's front door has on its hands at once, whatever the size of its register (ours)."""

OPEN_CASES = 3000
"""How many cases a borough works on at once at most, whatever the size of its register: what those of the practitioners
below lead, and a third more (ours).
"""

Page = dict[str, Any]
"""A page's name, its address, and for a search what is typed there."""


def load(families: int) -> None:
    """Import families lot by lot, receive what lies open at the front door, and let practitioners lead cases."""
    from bench.editors import made_enquiry
    from bench.import_records import SEED, STILL_OPEN, Files, import_folder

    still_open = min(STILL_OPEN, OPEN_CASES / families)
    for number, start in enumerate(range(0, families, LOT)):
        with TemporaryDirectory() as folder:
            lot = min(LOT, families - start)
            Files(lot, SEED + number, (OF_FAMILY,), still_open).write(Path(folder))
            import_folder(Path(folder), f"lot {number}")
    for _ in range(OPEN_ENQUIRIES):
        made_enquiry()
    for role, number in CROWD.items():
        staff(role, number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def staff(role: str, number: int) -> None:
    """Make practitioners of a role; who is one gets cases to lead, and coordinators every locality."""
    from baton.casework.models import Case
    from baton.partnership.models import Locality, Membership, Organisation, Practitioner
    from baton.people.models import AccessGrant

    at, everywhere = Organisation.objects.order_by("pk")[0], Locality.objects.all()
    made = Practitioner.objects.bulk_create(
        Practitioner(email=f"{role}{n}@example.org", name=f"{role} {n}", declared_at=datetime.now(UTC))
        for n in range(number)
    )
    for one in made:
        member = Membership.objects.create(
            practitioner=one, organisation=at, roles=[role], starts_on=date(2020, 1, 1)
        )
        if role == "coordinator":
            member.localities.set(everywhere)
    if role == "practitioner":
        cases = Case.objects.active().order_by("pk")[: LED * number]
        AccessGrant.objects.bulk_create(
            AccessGrant(
                family_id=case.family_id,
                practitioner=made[place % number],
                kind="lead_practitioner",
                from_at=datetime.now(UTC),
            )
            for place, case in enumerate(cases)
        )


def people() -> list[tuple[Practitioner, list[Page]]]:
    """Return who opens pages, and which each of them opens."""
    from baton.partnership.models import Practitioner

    made = []
    for role, number in CROWD.items():
        named = [f"{role}{n}@example.org" for n in range(number)]
        made += [(one, pages_of(one, role)) for one in Practitioner.objects.filter(email__in=named)]
    return made


def pages_of(who: Practitioner, role: str) -> list[Page]:
    """Return the pages that somebody of a role opens."""
    from baton.casework.models import Case
    from baton.frontdoor.models import Enquiry

    typed = {"search": "", "q": "Olivia Smith", "csrfmiddlewaretoken": CSRF}
    search: Page = {"name": "family search", "address": _address("family_search"), "typed": typed}
    if role == "analyst":
        return [{"name": "figures", "address": _address("highlight_report")}]
    found: list[Page] = [{"name": "my work", "address": _address("my_work")}, search]
    if role == "hub_screener":
        enquiries = Enquiry.objects.waiting().order_by("pk")[:LED]
        found += [{"name": "enquiry board", "address": _address("enquiry_board")}]
        return found + [
            {"name": "enquiry", "address": _address("enquiry_page", each.pk)} for each in enquiries
        ]
    cases = Case.objects.active().visible_to(who).order_by("pk")
    found += [{"name": "case list", "address": _address("case_list")}]
    for case in cases[:LED]:
        found += [{"name": "case", "address": _address("case", case.pk)}]
        found += [{"name": "family", "address": _address("family_page", case.family_id)}]
    return found


def _address(name: str, *keys: object) -> str:
    from django.urls import reverse

    return reverse(name, args=keys)

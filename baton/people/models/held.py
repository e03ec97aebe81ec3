"""What one practitioner holds, or has had closed to them, by name and not by role: ids, asked once for each page.

With them the questions of a page say which families they mean. Asked as subqueries of each, the database planned the
same ones over and over, every one behind its policies (docs/adr/0016).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import BooleanField, CharField, Value
from django.utils import timezone

from baton.core import wall
from baton.people.models.access import AccessBar, AccessGrant
from baton.people.models.break_glass import BreakGlass
from baton.people.rules.facts import GrantKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from baton.partnership.models import Practitioner

BARRED, OPENED = "barred", "opened"
"""How a family is held that is closed to the practitioner, or for which they have broken the glass; else by a grant."""


@dataclass(frozen=True)
class Held:
    """One family that a practitioner holds by a grant of a kind."""

    family_id: UUID
    kind: GrantKind
    read_only: bool


def grants_of(practitioner: Practitioner) -> tuple[Held, ...]:
    """Return the grants that a practitioner holds now."""
    rows = _rows(practitioner)
    return tuple(
        Held(family, GrantKind(how), read_only)
        for family, how, read_only in rows
        if how not in (BARRED, OPENED)
    )


def granted(practitioner: Practitioner, kinds: Iterable[GrantKind]) -> frozenset[UUID]:
    """Return the ids of the families that a practitioner holds by grants of these kinds."""
    return _held(practitioner, {str(kind) for kind in kinds})


def barred(practitioner: Practitioner) -> frozenset[UUID]:
    """Return the ids of the families that a practitioner may never open."""
    return _held(practitioner, {BARRED})


def opened(practitioner: Practitioner) -> frozenset[UUID]:
    """Return the ids of the families for which a practitioner has broken the glass."""
    return _held(practitioner, {OPENED})


def _held(practitioner: Practitioner, hows: set[str]) -> frozenset[UUID]:
    return frozenset(family for family, how, _ in _rows(practitioner) if how in hows)


def _rows(practitioner: Practitioner) -> tuple[tuple[UUID, str, bool], ...]:
    """Return each family held or closed, how, and whether it is only read."""

    def ask() -> tuple[tuple[UUID, str, bool], ...]:
        now = timezone.now()
        grants = AccessGrant.objects.in_force(now).held_by(practitioner)
        bars = AccessBar.objects.in_force(now).filter(practitioner=practitioner)
        uses = BreakGlass.objects.in_force(now).filter(practitioner=practitioner)
        rows = grants.values_list("family_id", "kind", "read_only").union(
            bars.values_list("family_id", *_as(BARRED)), uses.values_list("family_id", *_as(OPENED)), all=True
        )
        # A barred family hides its bar as well.
        with wall.beyond(wall.Purpose.RESTRICTION):
            return tuple(rows)

    return wall.once(("held", practitioner.pk), ask)


def _as(how: str) -> tuple[Value, Value]:
    return Value(how, output_field=CharField()), Value(False, output_field=BooleanField())

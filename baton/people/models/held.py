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
from baton.people.models.conflict import Conflict
from baton.people.rules.facts import GrantKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from baton.partnership.models import Practitioner

BARRED, OPENED = "barred", "opened"
"""How a family stands to a practitioner to whom it is closed, or who has broken the glass for it; else by a grant."""

PERSON_CLOSED, ENQUIRY_CLOSED = "person closed", "enquiry closed"
"""How a person in no family, and an enquiry, stand to a practitioner to whom a conflict of interest closes them."""

BY_NO_GRANT = frozenset({BARRED, OPENED, PERSON_CLOSED, ENQUIRY_CLOSED})

Row = tuple[UUID, str, bool]
"""The id of what is held or closed, how, and whether it is only read."""


@dataclass(frozen=True)
class Held:
    """A grant by which a practitioner holds a family."""

    kind: GrantKind
    read_only: bool


def grants_on(practitioner: Practitioner, family_id: UUID) -> tuple[Held, ...]:
    """Return the grants by which a practitioner holds one family now."""
    rows = _rows(practitioner)
    return tuple(
        Held(GrantKind(how), read_only)
        for one, how, read_only in rows
        if one == family_id and how not in BY_NO_GRANT
    )


def granted(practitioner: Practitioner, kinds: Iterable[GrantKind]) -> frozenset[UUID]:
    """Return the ids of the families that a practitioner holds by grants of these kinds."""
    return _by(practitioner, *kinds)


def barred(practitioner: Practitioner) -> frozenset[UUID]:
    """Return the ids of the families that a practitioner may never open."""
    return _by(practitioner, BARRED)


def opened(practitioner: Practitioner) -> frozenset[UUID]:
    """Return the ids of the families for which a practitioner has broken the glass."""
    return _by(practitioner, OPENED)


def closed_people(practitioner: Practitioner) -> frozenset[UUID]:
    """Return the ids of the people whose record is closed to a practitioner."""
    return _by(practitioner, PERSON_CLOSED)


def closed_enquiries(practitioner: Practitioner) -> frozenset[UUID]:
    """Return the ids of the enquiries that are closed to a practitioner."""
    return _by(practitioner, ENQUIRY_CLOSED)


def _by(practitioner: Practitioner, *hows: str) -> frozenset[UUID]:
    wanted = set(map(str, hows))
    return frozenset(one for one, how, _ in _rows(practitioner) if how in wanted)


def _rows(practitioner: Practitioner) -> tuple[Row, ...]:
    """Return all that is held by name or closed, in one query."""

    def ask() -> tuple[Row, ...]:
        now = timezone.now()
        grants = AccessGrant.objects.in_force(now).held_by(practitioner)
        bars = AccessBar.objects.in_force(now).filter(practitioner=practitioner)
        uses = BreakGlass.objects.in_force(now).filter(practitioner=practitioner)
        conflicts = Conflict.objects.closing().filter(practitioner=practitioner)
        rows = grants.values_list("family_id", "kind", "read_only").union(
            bars.values_list("family_id", *_as(BARRED)),
            uses.values_list("family_id", *_as(OPENED)),
            conflicts.exclude(person=None).values_list("person_id", *_as(PERSON_CLOSED)),
            conflicts.exclude(enquiry_id=None).values_list("enquiry_id", *_as(ENQUIRY_CLOSED)),
            all=True,
        )
        # Whom a bar or a conflict concerns reads neither: that there is one would tell them that there is a record.
        with wall.beyond(wall.Purpose.RESTRICTION):
            return tuple(rows)

    return wall.once(("held", practitioner.pk), ask)


def _as(how: str) -> tuple[Value, Value]:
    return Value(how, output_field=CharField()), Value(False, output_field=BooleanField())

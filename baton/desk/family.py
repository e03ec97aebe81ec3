"""The family page: who is who, who is involved, what is open and when it is next due, and the story so far.

Reads only; each part is computed by the app it belongs to, or from its rows within the reader's scope.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min, Q
from django.urls import reverse

from baton.casework.models import Case
from baton.casework.permissions import can_enter_in_register
from baton.frontdoor.models import Enquiry
from baton.journal import events, timeline
from baton.partnership.models import Practitioner
from baton.people.models import Family
from baton.people.permissions import only_reads
from baton.people.story import happenings
from baton.ui.components import Happening

PAGE = 50
"""Entries of one page of the story (ours)."""


@dataclass(frozen=True)
class OpenThing:
    """Something about the family that is not finished: what it is, when it is next due, where it is."""

    words: str
    due_at: datetime | None
    url: str


def open_things(family: Family, practitioner: Practitioner) -> list[OpenThing]:
    """Give the cases and enquiries about a family that are open, as far as the reader may see, the first due first."""
    things = [*_cases(family, practitioner), *_enquiries(family, practitioner)]
    return sorted(things, key=lambda thing: (thing.due_at is None, thing.due_at, thing.words))


def may_enter(family: Family, practitioner: Practitioner) -> bool:
    """Tell whether somebody may enter an older case of this family in the review register: it has none open, and they
    do more than read it in an emergency.
    """
    if only_reads(practitioner, family) or Case.objects.active().filter(family=family).exists():
        return False
    return can_enter_in_register(practitioner, family)


def _cases(family: Family, practitioner: Practitioner) -> Iterable[OpenThing]:
    cases = Case.objects.visible_to(practitioner).active().filter(family=family)
    owed = Q(duties__done_at__isnull=True)
    for case in cases.annotate(next_due=Min("duties__due_at", filter=owed)).order_by("opened_on"):
        yield OpenThing(f"Case {case.reference}", case.next_due, reverse("case", args=[case.pk]))


def _enquiries(family: Family, practitioner: Practitioner) -> Iterable[OpenThing]:
    for enquiry in Enquiry.objects.visible_to(practitioner).waiting().filter(family=family):
        yield OpenThing(
            f"Enquiry {enquiry.reference}", enquiry.due_at, reverse("enquiry_page", args=[enquiry.pk])
        )


@dataclass(frozen=True)
class Story:
    """A page of the timeline, the kinds it can be narrowed to, and where the next page begins."""

    happenings: tuple[Happening, ...]
    groups: tuple[str, ...]
    older: str


def story(family: Family, reader: Practitioner, *, group: str, person: UUID | None, before: str) -> Story:
    """Give a page of a family's timeline, newest first; `group` and `person` narrow it, `before` continues it.

    Of a case that the reader may not open it says what was done, without particulars.
    """
    entries = timeline.of_family(
        family.pk,
        kinds=events.of_group(group) if group else None,
        person=person,
        before=_cursor(before),
        limit=PAGE,
    )
    cases = Case.objects.visible_to(reader).filter(family=family).select_related("profile")
    profiles_of = {case.pk: case.profile.profile for case in cases}
    full = len(entries) == PAGE
    return Story(
        happenings=happenings(entries, profiles_of, group=group),
        groups=tuple(sorted({kind.group for kind in events.registered().values()})),
        older=f"{entries[-1].at.isoformat()}~{entries[-1].event_id}" if full else "",
    )


def _cursor(before: str) -> tuple[datetime, int] | None:
    """Read where a page begins; anything that is none begins at the newest."""
    at, _, number = before.partition("~")
    try:
        return datetime.fromisoformat(at), int(number)
    except ValueError:
        return None

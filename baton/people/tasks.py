"""What people and families do by themselves: looking for the records that a practitioner may not see."""

from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from baton.core import dates, jobs
from baton.core.rules.addresses import normal
from baton.core.wall import deed
from baton.notices import actions as messages
from baton.partnership.models import Practitioner
from baton.partnership.rules.declaring import DECLARES
from baton.partnership.rules.roles import Role
from baton.people import notices
from baton.people.actions import conflict, keys
from baton.people.actions.declaration import findable, hold_accounts
from baton.people.models import Conflict, ContactWay, DeclaredPerson, PersonKey
from baton.people.rules.conflict import REVIEWS_CONFLICTS, blocks_of
from baton.people.rules.persons import ContactKind

AT_ONCE = 200
"""How many declared people are looked for in one query (ours)."""


@jobs.task
def look_for_conflicts(*, practitioner_id: str) -> None:
    """Look for the records of whoever one practitioner may not see, and for enquiries about them."""
    practitioner = Practitioner.objects.get(pk=practitioner_id)
    hold_accounts(practitioners=[practitioner], at=dates.now())
    _look(DeclaredPerson.objects.filter(practitioner=practitioner, to_at=None))
    jobs.enqueue("frontdoor.look_for_conflicts", practitioner_id=practitioner_id)


@jobs.task(every="20 2 * * *", alone=True)
def look_again() -> None:
    """Look for everybody's once a night: for accounts made since, and people who came in bulk or by other ways."""
    readers = Practitioner.objects.with_role(*DECLARES)
    hold_accounts(practitioners=readers, at=dates.now())
    _look(DeclaredPerson.objects.filter(practitioner__in=readers.values("pk"), to_at=None))
    jobs.enqueue("frontdoor.look_for_conflicts")


@jobs.task
def tell_of_conflict(*, conflict_id: str) -> None:
    """Ask those who may judge a conflict to do so: safeguarding leads and officers, and the practitioner's managers."""
    row = Conflict.objects.get(pk=conflict_id)
    asked = Practitioner.objects.with_role(*REVIEWS_CONFLICTS, Role.TEAM_MANAGER).order_by("pk")
    for one in asked:
        if Conflict.objects.visible_to(one).filter(pk=row.pk).exists():
            _tell(row, one)


@deed
def _tell(row: Conflict, whom: Practitioner) -> None:
    messages.send(
        notice=notices.CONFLICT_FOUND,
        to_practitioner=whom,
        path=reverse("conflict_list"),
        family_id=row.family_id,
        by=None,
        at=dates.now(),
    )


def _look(rows: QuerySet[DeclaredPerson]) -> None:
    declared = list(rows.select_related("practitioner").order_by("pk"))
    for first in range(0, len(declared), AT_ONCE):
        asked = [findable(row) for row in declared[first : first + AT_ONCE]]
        blocks = {value for one in asked for value in blocks_of(one)}
        emails = [normal(email) for one in asked for email in one.emails]
        ids = set(PersonKey.objects.filter(value__in=blocks).values_list("person", flat=True))
        ids |= _reached_at(emails)
        conflict.close_found(people=keys.read(sorted(ids)))


def _reached_at(emails: list[str]) -> set[UUID]:
    """Return who is written to at one of these addresses."""
    if not emails:
        return set()
    ways = ContactWay.objects.filter(kind=ContactKind.EMAIL, confidential=False)
    return set(ways.alias(address=Lower("value")).filter(address__in=emails).values_list("person", flat=True))

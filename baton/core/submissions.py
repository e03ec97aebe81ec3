"""A form is sent once, however often its button is clicked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid5

from django.db import transaction

from baton.core import dates
from baton.core.models import Submission
from baton.core.wall import deed

KEPT = timedelta(days=30)
"""How long a second click on an old page still finds its way (ours)."""

LONGEST = 500
"""Characters of an address that is kept for a second click."""

Place = TypeVar("Place", str, str | None)


def once(token: UUID, owner: str, do: Callable[[], Place], *, at: datetime | None = None) -> Place:
    """Do what a form asks for unless this token has been sent already, and return where to go.

    `token` comes with the page, `owner` is the key of whoever sends it, `do` performs the one action and
    returns the address to go to, or nothing where it did nothing. A second click waits for the first and goes to the
    same place. Where `do` raises or did nothing, nothing is kept and the form may be sent again. Source: architecture
    rule 7.
    """
    with transaction.atomic():
        submission, is_first = _begin(token, owner, at or dates.now())
        if is_first:
            place = do()
            _end(submission, place)
            return place
        return submission.location


@deed
def _begin(token: UUID, owner: str, at: datetime) -> tuple[Submission, bool]:
    return Submission.objects.get_or_create(owner_key=owner, token=token, defaults={"location": "", "at": at})


@deed
def _end(submission: Submission, place: str | None) -> None:
    if place is None:
        submission.delete()
    else:
        submission.location = place if len(place) <= LONGEST else place.partition("?")[0]
        submission.save(update_fields=["location"])


def token_of(token: UUID, content: str) -> UUID:
    """Return the token of what was sent: the page's own, and what was typed into it.

    Who goes back to a page by the browser's button, writes something else and sends it, has not clicked twice.
    """
    return uuid5(token, content)


def clear(*, at: datetime) -> int:
    """Delete the submissions older than `KEPT` and return how many there were."""
    return Submission.objects.filter(at__lt=at - KEPT).delete()[0]

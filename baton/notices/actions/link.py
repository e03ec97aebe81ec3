"""Links for people without an account are made, opened and ended."""

from datetime import datetime
from uuid import UUID

from baton import journal
from baton.core.wall import deed
from baton.notices import events
from baton.notices.models import Link


@deed
def make_link(*, purpose: str, ref: UUID, expires_at: datetime, at: datetime) -> Link:
    """Make a link that leads somebody without an account to one thing until `expires_at`."""
    return Link.objects.create(purpose=purpose, ref=ref, made_at=at, expires_at=expires_at)


@deed
def open_link(*, link: Link, at: datetime) -> Link:
    """Note the first time that a link is opened; later times change nothing."""
    link = Link.objects.select_for_update().get(pk=link.pk)
    if link.used_at is None:
        link.used_at = at
        link.save(update_fields=["used_at"])
        journal.record(events.LINK_OPENED, at=at, subject=link, data={"purpose": link.purpose})
    return link


@deed
def end_links(*, purpose: str, ref: UUID, at: datetime) -> int:
    """End every open link to one thing, because what it shows no longer holds; return how many there were."""
    links = list(Link.objects.select_for_update().open_at(at).filter(purpose=purpose, ref=ref))
    for link in links:
        link.ended_at = at
        link.save(update_fields=["ended_at"])
        journal.record(events.LINKS_ENDED, at=at, subject=link, data={"purpose": purpose})
    return len(links)

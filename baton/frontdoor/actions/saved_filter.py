"""Keeping how one narrows the board, choosing what the board opens with, and forgetting it."""

from datetime import datetime

from baton import journal
from baton.core.wall import deed
from baton.frontdoor import events
from baton.frontdoor.models import SavedFilter
from baton.frontdoor.rules.board import MOST_SAVED
from baton.partnership.models import Practitioner


class TooMany(Exception):
    """Somebody keeps as many filters as anybody can tell apart."""

    def __init__(self) -> None:
        super().__init__(f"You keep {MOST_SAVED} filters already. Forget one first.")


class NothingNarrowed(Exception):
    """There is no filter to keep."""

    def __init__(self) -> None:
        super().__init__("Filter the board first, then save how it is filtered.")


@deed
def save_filter(*, name: str, query: str, is_default: bool, by: Practitioner, at: datetime) -> SavedFilter:
    """Keep a filter of the board for `by`, in place of their own of the same name.

    Raises `NothingNarrowed`, `TooMany`.
    """
    if not query:
        raise NothingNarrowed
    mine = SavedFilter.objects.select_for_update().of(by)
    kept = next((one for one in mine if one.name == name), None)
    if kept is None and len(mine) >= MOST_SAVED:
        raise TooMany
    if is_default:
        SavedFilter.objects.of(by).filter(is_default=True).update(is_default=False)
    saved, _ = SavedFilter.objects.update_or_create(
        practitioner=by, name=name, defaults={"query": query, "is_default": is_default}
    )
    journal.record(events.FILTER_SAVED, at=at, by=by, subject=saved, data={"is_default": is_default})
    return saved


@deed
def make_default(*, saved: SavedFilter, by: Practitioner, at: datetime) -> SavedFilter:
    """Let the board open with one of one's own filters, or with all again where it does so already."""
    saved = SavedFilter.objects.of(by).select_for_update().get(pk=saved.pk)
    wanted = not saved.is_default
    SavedFilter.objects.of(by).filter(is_default=True).update(is_default=False)
    saved.is_default = wanted
    saved.save(update_fields=["is_default"])
    journal.record(events.FILTER_SAVED, at=at, by=by, subject=saved, data={"is_default": wanted})
    return saved


@deed
def forget_filter(*, saved: SavedFilter, by: Practitioner, at: datetime) -> None:
    """Forget one of one's own filters."""
    saved = SavedFilter.objects.of(by).select_for_update().get(pk=saved.pk)
    journal.record(events.FILTER_FORGOTTEN, at=at, by=by, subject=saved)
    saved.delete()

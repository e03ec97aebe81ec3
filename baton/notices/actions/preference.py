"""Somebody says how they want to be written to."""

from collections.abc import Mapping
from datetime import datetime

from baton import journal
from baton.core.wall import deed
from baton.notices import events
from baton.notices.models import Preference
from baton.notices.rules.kind import OFFERS, Kind
from baton.notices.rules.quiet import Quiet
from baton.partnership.models import Practitioner


class NotOffered(Exception):
    """A kind of notice cannot be had in this way: what others wait for, or is about safety, is not switched off."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Notices of the kind “{kind}” cannot be had in this way")


@deed
def choose(*, ways: Mapping[str, str], quiet: Quiet, by: Practitioner, at: datetime) -> Preference:
    """Keep how whoever acts wants each kind of notice, and their own quiet hours and days. Raises `NotOffered`.

    What was written before stays planned as it was.
    """
    for kind, way in ways.items():
        if kind not in OFFERS or way not in OFFERS[Kind(kind)].ways:
            raise NotOffered(kind)
    Practitioner.objects.select_for_update().get(pk=by.pk)
    values = {
        "ways": dict(ways),
        "quiet_from": quiet.from_,
        "quiet_to": quiet.to,
        "free_days": sorted(quiet.days),
        "chosen_at": at,
    }
    preference, _ = Preference.objects.update_or_create(practitioner=by, defaults=values)
    journal.record(events.PREFERENCES_CHOSEN, at=at, by=by, subject=preference, data={"ways": dict(ways)})
    return preference

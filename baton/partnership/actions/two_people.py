"""Two deeds that together would let one administrator into somebody's account: the same person does not do both."""

from datetime import datetime, timedelta

from baton.journal.models import Event
from baton.partnership.models import Practitioner

APART = timedelta(days=14)
"""For so long the other deed waits for another administrator (ours): time to read the letter that tells of the first."""


class NeedsAnother(Exception):
    """Whoever asks did the other deed: another administrator does this one, or they do it from `on` on."""

    def __init__(self, on: datetime) -> None:
        self.on = on
        super().__init__(f"Not before {on}, unless somebody else does it")


def require_another(kind: str, *, practitioner: Practitioner, by: Practitioner, at: datetime) -> None:
    """Refuse where `by` did the deed that the journal knows as `kind` to this practitioner within `APART`. Raises
    `NeedsAnother`.
    """
    done = Event.objects.of_kinds([kind]).filter(
        subject_id=practitioner.pk, actor_id=by.pk, at__gt=at - APART
    )
    if (last := done.newest_first().first()) is not None:
        raise NeedsAnother(last.at + APART)

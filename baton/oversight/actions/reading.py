"""Noticing unusual reading, and closing an alert once it was looked into."""

from datetime import datetime
from uuid import UUID

from baton import journal
from baton.core.wall import deed
from baton.oversight import events
from baton.oversight.models import UnusualReading
from baton.oversight.models.reading import unusual_in, unusual_of
from baton.oversight.rules.reading import Finding, Window
from baton.partnership.models import Practitioner


class AlreadyClosed(Exception):
    """An alert is closed once."""

    def __init__(self) -> None:
        super().__init__("Somebody else has closed this already. What they found is on its page")


class OwnReading(Exception):
    """Nobody looks into their own reading."""

    def __init__(self) -> None:
        super().__init__("This is about what you read yourself: ask a colleague to look into it")


@deed
def notice(*, window: Window, at_any_hour: tuple[str, ...], at: datetime) -> list[UnusualReading]:
    """Raise an alert for each practitioner who opened more families in a window than is usual; return the new ones.

    What belongs to an alert that is open is added to it; what was looked into already is not counted again. So no
    alert is raised twice for the same reading. Source: research ux-security, table A (21).
    """
    raised = []
    for found in unusual_in(window, at_any_hour):
        alerts = UnusualReading.objects.filter(practitioner=found["practitioner_id"], kind=window.kind)
        if alert := alerts.open().select_for_update().first():
            _extend(alert, found["families"], found["last"])
            continue
        closed_at = alerts.order_by("-closed_at").values_list("closed_at", flat=True).first()
        if closed_at and closed_at >= window.from_at:
            anew = unusual_of(found["practitioner_id"], window, at_any_hour, closed_at)
            if not anew:
                continue
            (found,) = anew
        raised.append(
            _raise(found["practitioner_id"], window, found["families"], found["first"], found["last"], at)
        )
    return raised


@deed
def close(
    *, reading: UnusualReading, finding: Finding, reason: str, by: Practitioner, at: datetime
) -> UnusualReading:
    """Close an alert that was looked into, with what was found and why. Raises `AlreadyClosed`, `OwnReading`."""
    row = UnusualReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if row.practitioner_id == by.pk:
        raise OwnReading
    if row.closed_at:
        raise AlreadyClosed
    row.closed_at, row.closed_by, row.finding, row.reason = at, by, finding, reason
    row.save(update_fields=["closed_at", "closed_by", "finding", "reason"])
    data = {"practitioner": row.practitioner_id, "kind": row.kind, "finding": finding}
    journal.record(events.READING_CLOSED, at=at, by=by, subject=row, data=data)
    return row


def _extend(alert: UnusualReading, families: int, last: datetime) -> None:
    """Note that the reading went on. Its event was left when it was noticed."""
    if last > alert.to_at or families > alert.families:
        alert.families, alert.to_at = max(families, alert.families), max(last, alert.to_at)
        alert.save(update_fields=["families", "to_at"])


def _raise(
    practitioner: UUID, window: Window, families: int, first: datetime, last: datetime, at: datetime
) -> UnusualReading:
    alert = UnusualReading.objects.create(
        practitioner_id=practitioner,
        kind=window.kind,
        families=families,
        usual=window.usual,
        from_at=first,
        to_at=last,
        noticed_at=at,
    )
    data = {"practitioner": practitioner, "kind": window.kind, "families": families}
    journal.record(events.READING_NOTICED, at=at, subject=alert, data=data)
    return alert

"""A child may be at risk of significant harm: what is kept, and who makes sure social care has it."""

from datetime import datetime

from baton import journal
from baton.core.wall import deed
from baton.frontdoor import events
from baton.frontdoor.models import SafeguardingStop
from baton.partnership.models import Organisation, Practitioner


class ReceiptRecorded(Exception):
    """Somebody has recorded the receipt already."""

    def __init__(self) -> None:
        super().__init__("The receipt of this has been recorded already.")


@deed
def record_stop(
    *, child: str, organisation: Organisation | None, by: Practitioner, at: datetime
) -> SafeguardingStop:
    """Keep who was sent straight to social care, when and about which child. It is no enquiry (R055)."""
    stop = SafeguardingStop.objects.create(child=child, practitioner=by, organisation=organisation, at=at)
    journal.record(events.STOPPED, at=at, by=by, organisation=organisation, subject=stop)
    return stop


@deed
def record_receipt(*, stop: SafeguardingStop, note: str, by: Practitioner, at: datetime) -> SafeguardingStop:
    """Record that social care has received it, with what they said. Raises `ReceiptRecorded`."""
    stop = SafeguardingStop.objects.select_for_update(of=("self",)).get(pk=stop.pk)
    if stop.receipt_recorded_at is not None:
        raise ReceiptRecorded
    stop.receipt_recorded_at, stop.receipt_by, stop.receipt_note = at, by, note
    stop.save(update_fields=["receipt_recorded_at", "receipt_by", "receipt_note"])
    journal.record(events.RECEIPT, at=at, by=by, organisation=stop.organisation, subject=stop)
    return stop

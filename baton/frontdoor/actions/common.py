"""What every deed done to an enquiry begins and ends with."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from baton import journal
from baton.frontdoor import notices
from baton.frontdoor.actions import building
from baton.frontdoor.models import Enquiry, InformationRequest, SpecialistRequest
from baton.frontdoor.opening import week
from baton.frontdoor.rules.information import Chase, reminder_due
from baton.notices import actions as messages
from baton.partnership import profiles
from baton.partnership.models import Practitioner


def locked(enquiry: Enquiry) -> Enquiry:
    """Return the enquiry as it stands now, held until the transaction ends."""
    return Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry.pk)


def record(kind: str, enquiry: Enquiry, *, at: datetime, by: Practitioner | None, **data: Any) -> None:
    """Record what was done to an enquiry, in the transaction that did it."""
    journal.record_many([building.event(kind, enquiry, at=at, by=by, **data)])


def tell_answered(
    request: InformationRequest | SpecialistRequest, by: Practitioner | None, at: datetime
) -> None:
    """Tell whoever screens the enquiry, else whoever asked, that an answer is there; in the transaction that keeps it."""
    screener = request.enquiry.claimed_by or request.asked_by
    if screener.is_active and screener != by:
        messages.send(
            notice=notices.AGENCY_ANSWERED,
            to_practitioner=screener,
            path=reverse("enquiry_page", args=[request.enquiry_id]),
            due_at=request.enquiry.due_at,
            family_id=request.enquiry.family_id,
            by=by,
            at=at,
        )


def is_to_remind(row: InformationRequest | SpecialistRequest, at: datetime) -> bool:
    """Say whether agencies, or specialists, who are asked are reminded now: unanswered, when it is due
    (`rules.information.reminder_due`), on a day on which the front door is open.
    """
    clocks, open_days = profiles.current().information_requests, week()
    due = reminder_due(
        due_at=row.due_at,
        reminded_at=row.reminded_at,
        reminders=row.reminders,
        chase=Chase(clocks.remind_hours, clocks.most_reminders),
        week=open_days,
    )
    return not row.is_settled and due is not None and due <= at and open_days.is_open_day(at)


def count_reminder(row: InformationRequest | SpecialistRequest, at: datetime) -> None:
    """Note on what was asked that it was asked again."""
    row.reminders, row.reminded_at = row.reminders + 1, at
    row.save(update_fields=["reminders", "reminded_at"])

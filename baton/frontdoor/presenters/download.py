"""Enquiries as lines of a table for a spreadsheet: what the board shows, no name of a child, no address."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from baton.core.dates import today
from baton.frontdoor.models import Enquiry
from baton.frontdoor.presenters.board import source_words
from baton.frontdoor.presenters.people import ages_of_children
from baton.partnership import profiles

HEAD = (
    "Reference",
    "Received",
    "Due",
    "State",
    "Urgency",
    "Channel",
    "Source",
    "Locality",
    "Ages of the children",
    "Claimed by",
    "First decided",
    "Outcome",
    "Told",
)


def rows(enquiries: Iterable[Enquiry]) -> Iterator[list[str]]:
    """Return a line for each enquiry; its people, decisions and tellings must have been fetched with it."""
    return (_row(enquiry) for enquiry in enquiries)


def _row(enquiry: Enquiry) -> list[str]:
    profile = profiles.current()
    decisions = list(enquiry.decisions.all())
    latest = next((one for one in decisions if one.superseded_at is None), None)
    tellings = latest.tellings.all() if latest else ()
    told = [telling.told_at for telling in tellings if telling.enquiry_id == enquiry.pk]
    return [
        enquiry.reference,
        _moment(enquiry.received_at),
        _moment(enquiry.due_at),
        enquiry.state,
        profile.urgencies.label(enquiry.urgency),
        profile.channels.label(enquiry.channel),
        source_words(enquiry),
        enquiry.locality.name if enquiry.locality else "",
        "; ".join(ages_of_children(enquiry.people.all(), today())),
        enquiry.claimed_by.name if enquiry.claimed_by else "",
        _moment(decisions[0].decided_at) if decisions else "",
        profile.outcomes.label(latest.outcome) if latest else "",
        _moment(min(told)) if told else "",
    ]


def _moment(moment: object) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"  # type: ignore[arg-type]

"""Two enquiries about the same thing are joined: neither enquirer is left without a word, nor told of the other.

That somebody else asked about a family is itself something that an enquirer may not be told.
"""

from datetime import datetime

from django.urls import reverse

from baton.frontdoor import notices
from baton.frontdoor.actions.reach import address_of, dead_among
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.telling import How, ways_open
from baton.notices import actions as messages
from baton.partnership.models import Practitioner


def tell_joined(enquiry: Enquiry, original: Enquiry, by: Practitioner, at: datetime) -> list[Enquiry]:
    """Write to both enquirers that we are looking at what they told us; return the enquiries whose enquirer was.

    Whoever made both is written to once. The enquirer of an original that is decided hears of the decision instead.
    Those who cannot be written to are left to be rung (`to_ring`).
    """
    same = enquiry.enquirer_id is not None and enquiry.enquirer_id == original.enquirer_id
    wanted = [enquiry] if same or not original.is_waiting else [enquiry, original]
    told = [one for one in wanted if may_write(one)]
    for one in told:
        _write(one, by, at)
    return told


def to_ring(enquiry: Enquiry, original: Enquiry) -> list[Enquiry]:
    """Return those of two joined enquiries whose enquirer cannot be written to."""
    wanted = [enquiry, original] if original.is_waiting else [enquiry]
    return [one for one in wanted if not may_write(one)]


def may_write(enquiry: Enquiry) -> bool:
    """Say whether the enquirer of an enquiry can, and may safely, be written to."""
    return How.MESSAGE in ways_open(
        works=not dead_among([address_of(enquiry)]),
        email=enquiry.enquirer_email,
        signed_in_enquirer=enquiry.enquirer is not None and enquiry.enquirer.is_active,
        safe_to_write=enquiry.safe_to_write,
    )


def _write(enquiry: Enquiry, by: Practitioner, at: datetime) -> None:
    enquirer = enquiry.enquirer
    if enquirer is not None and enquirer.is_active:
        path = reverse("enquiry_page", args=[enquiry.pk])
        messages.send(
            notice=notices.LOOKED_AT,
            to_practitioner=enquirer,
            path=path,
            family_id=enquiry.family_id,
            by=by,
            at=at,
        )
        return
    messages.send(
        notice=notices.LOOKED_AT_NO_ACCOUNT,
        to_email=enquiry.enquirer_email,
        family_id=enquiry.family_id,
        by=by,
        at=at,
    )

"""Whether an enquirer can be reached at the address they left, and saying that they can after all."""

from collections.abc import Iterable
from datetime import datetime

from baton.core import wall
from baton.core.rules.addresses import normal
from baton.core.wall import deed
from baton.frontdoor.models import Enquiry
from baton.notices.actions import bounce as addresses
from baton.notices.channels import can_text
from baton.notices.models import Bounce
from baton.notices.rules.telephone import mobile
from baton.partnership.models import Practitioner


class Reaches(Exception):
    """The address of the enquirer is not known to fail."""

    def __init__(self) -> None:
        super().__init__("This address is written to already. Nothing had to be changed.")


def address_of(enquiry: Enquiry) -> str:
    """Return where the enquirer is written to: the account of one who signs in, else what they left."""
    enquirer = enquiry.enquirer
    return enquirer.email if enquirer is not None and enquirer.is_active else enquiry.enquirer_email


def number_of(enquiry: Enquiry) -> str:
    """Return the number at which the enquirer may be texted; empty where there is none, or nobody said that it is safe.

    A text shows on a locked telephone: so it takes a yes, where a letter takes no no.
    """
    return mobile(enquiry.enquirer_phone) if enquiry.safe_to_text is True and can_text() else ""


def bounces_of(enquiry: Enquiry) -> list[Bounce]:
    """Return what came back from the enquirer's address and number, the longest first; empty where both work."""
    wanted = [normal(address) for address in (address_of(enquiry), number_of(enquiry)) if address]
    if not wanted:
        return []
    # Whoever reads the enquiry reads this address on it; the message that came back may be about a hidden family.
    with wall.beyond(wall.Purpose.STATUS):
        return list(Bounce.objects.open().filter(address__in=wanted).order_by("bounced_at", "pk"))


def dead_among(addresses: Iterable[str]) -> frozenset[str]:
    """Return those of the addresses, in lower case, that do not work: of agencies that were asked about an enquiry."""
    wanted = {normal(address) for address in addresses if address}
    if not wanted:
        return frozenset()
    # Whoever reads the enquiry reads these addresses on it; the message that came back may be about a hidden family.
    with wall.beyond(wall.Purpose.STATUS):
        return frozenset(Bounce.objects.open().filter(address__in=wanted).values_list("address", flat=True))


@deed
def confirm_address(*, enquiry: Enquiry, by: Practitioner, at: datetime) -> Bounce:
    """Note that the enquirer's address works after all. Raises `Reaches`."""
    found = bounces_of(enquiry)
    if not found:
        raise Reaches
    return addresses.confirm(bounce=found[0], by=by, at=at)

"""What an enquiry tells about its family as a whole."""

from datetime import datetime

from baton.frontdoor.models import Enquiry
from baton.partnership.models import Practitioner
from baton.people.actions import family as families


def place_family(enquiry: Enquiry, *, by: Practitioner, at: datetime) -> None:
    """Place the family of an enquiry in the enquiry's locality, where it stands in none."""
    family = enquiry.family
    if family is not None and family.locality_id is None and enquiry.locality_id is not None:
        families.correct(
            family=family,
            expected_version=family.version,
            locality_id=enquiry.locality_id,
            by=by,
            at=at,
        )

"""An enquiry names somebody whom a practitioner may not see: it closes to them, and what they screen goes back."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from baton.core.wall import deed
from baton.frontdoor.actions.claim import release
from baton.frontdoor.models import Enquiry, EnquiryPerson
from baton.frontdoor.rules.enquiry import State
from baton.people.actions.conflict import close_enquiry, follow_enquiry
from baton.people.models import DeclaredPerson
from baton.people.rules.keys import Findable, Name


def findable(named: EnquiryPerson) -> Findable:
    """Return by what somebody an enquiry names is recognised: as the enquirer wrote it down."""
    postcodes = (named.postcode, named.enquiry.postcode)
    return Findable(
        names=(Name(named.given_names, named.family_name),),
        born=named.date_of_birth,
        postcodes=tuple(code for code in postcodes if code),
        phones=(named.phone,) if named.phone else (),
    )


def close(enquiries: QuerySet[Enquiry], at: datetime) -> int:
    """Close these enquiries to whoever may not see somebody they name; return how many conflicts were found anew."""
    people = EnquiryPerson.objects.filter(enquiry__in=enquiries).select_related("enquiry__family")
    by_enquiry: dict[Enquiry, list[Findable]] = {}
    for named in people.order_by("enquiry_id", "position"):
        by_enquiry.setdefault(named.enquiry, []).append(findable(named))
    return sum(_close_one(enquiry, named, at) for enquiry, named in by_enquiry.items())


def _close_one(enquiry: Enquiry, named: list[Findable], at: datetime) -> int:
    """Close one enquiry, and the family to which it is linked."""
    found = close_enquiry(enquiry_id=enquiry.pk, people=named, at=at)
    if found and enquiry.family is not None:
        follow_enquiry(enquiry_id=enquiry.pk, family=enquiry.family, at=at)
    return len(found)


def likely(declared: Iterable[DeclaredPerson]) -> QuerySet[Enquiry]:
    """Return the enquiries that may name one of these: the same birth date, or the same postcode.

    Those linked to a family too: not everybody whom an enquiry names is put on the record.
    """
    rows = list(declared)
    born = {row.date_of_birth for row in rows if row.date_of_birth}
    codes = {row.postcode for row in rows if row.postcode}
    named = EnquiryPerson.objects.filter(Q(date_of_birth__in=born) | Q(postcode__in=codes))
    return Enquiry.objects.filter(Q(postcode__in=codes) | Q(pk__in=named.values("enquiry")))


@deed
def give_back(*, enquiries: QuerySet[Enquiry], at: datetime) -> int:
    """Put what somebody screens and may not see back among the new enquiries, for others; return how many there were."""
    held = list(enquiries.filter(state=State.SCREENING.value))
    for enquiry in held:
        release(enquiry=enquiry, by=None, at=at)
    return len(held)

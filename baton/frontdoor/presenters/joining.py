"""Two enquiries about the same thing: which they could be, both side by side, and what was joined to which."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from baton.frontdoor.actions.telling import decided_for
from baton.frontdoor.models import Decision, Enquiry, Exclusion
from baton.frontdoor.permissions import can_see_secret_address
from baton.frontdoor.presenters.enquiry import came_rows
from baton.frontdoor.presenters.said import person_rows, rows_said, where_rows
from baton.frontdoor.rules.enquiry import COUNTED, State
from baton.partnership.models import Practitioner
from baton.ui.components import Row

MOST = 8
"""Enquiries proposed on one page (ours)."""


@dataclass(frozen=True)
class Side:
    """One of two enquiries, as it stands beside the other."""

    title: str
    enquiry: Enquiry
    came: Sequence[Row]
    people: Sequence[Row]
    said: Sequence[Row]


def alike(enquiry: Enquiry, practitioner: Practitioner) -> QuerySet[Enquiry]:
    """Return the enquiries that could be about the same: of the same family, or naming somebody of the same name.

    The last received first. A name alone may be another family's: a person compares before anything is joined.
    """
    same = Q(family=enquiry.family) if enquiry.family_id else Q(pk__in=[])
    for person in enquiry.people.all():
        if person.given_names and person.family_name:
            same |= Q(
                people__given_names__iexact=person.given_names, people__family_name__iexact=person.family_name
            )
    found = Enquiry.objects.visible_to(practitioner).filter(same, state__in=COUNTED)
    return found.exclude(pk=enquiry.pk).distinct().order_by("-received_at", "pk")[:MOST]


def side(title: str, enquiry: Enquiry, practitioner: Practitioner) -> Side:
    """Return one enquiry for the comparison; a secret address only to those who may read it."""
    may_see = not enquiry.address_confidential or can_see_secret_address(practitioner, enquiry)
    people = list(enquiry.people.order_by("position"))
    return Side(
        title,
        enquiry,
        came_rows(enquiry),
        person_rows(people, may_see=may_see),
        [*where_rows(enquiry, may_see=may_see), *rows_said(enquiry)],
    )


def joined_to(enquiry: Enquiry) -> QuerySet[Exclusion]:
    """Return what was joined to an enquiry and still is, the first joined first."""
    found = enquiry.duplicates.filter(to_at=None).select_related("enquiry", "by")
    return found.order_by("from_at", "pk")


def decision_elsewhere(enquiry: Enquiry) -> Decision | None:
    """Return the decision on the enquiry to which this one was joined, which its enquirer is told too."""
    return decided_for(enquiry) if enquiry.state == State.DUPLICATE else None

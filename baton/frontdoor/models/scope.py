"""Who may read what an enquirer said, as one condition for every list, page, count and download."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from baton.core import wall
from baton.frontdoor.models.enquiry import Enquiry
from baton.frontdoor.rules.enquiry import State
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import HUB, WORKS_WITH_FAMILIES, Role
from baton.people.models import AccessBar, Conflict, Family, held
from baton.people.models.family import scope_for
from baton.people.rules.facts import GrantKind

READS_UNLINKED = (*sorted(HUB), Role.SAFEGUARDING_LEAD, Role.GOVERNANCE_OFFICER)
"""May read enquiries that nobody has linked to a family yet."""

READS_LINKED = (*READS_UNLINKED, Role.AUDITOR, Role.COORDINATOR)
"""May read enquiries about the families that lie within their scope."""


def enquiry_scope(practitioner: Practitioner) -> Q:
    """Return the condition that an enquiry may be read whole by `practitioner`.

    The front door and the safeguarding lead read what is not linked yet; once it is linked, the family's
    own scope decides, so a restricted family's enquiries are as hidden as the family. Who leads the help for
    a family reads its enquiries once they are decided. Specialists read what they are asked about while their view is
    waited for. An enquirer reads nothing here: what enquirers see is
    the status of their own (`EnquiryQuerySet.of_enquirer`). A system administrator reads none, and nobody one that a
    conflict of interest closes to them.
    """
    scope = Q(pk__in=[])
    if scope_for(practitioner).is_nothing:
        return scope
    if practitioner.has_role(*READS_LINKED):
        # Asked of each enquiry, since there are few in most questions and families by the hundred thousand.
        scope |= Q(Exists(Family.objects.visible_to(practitioner).filter(pk=OuterRef("family"))))
    scope |= Q(family__in=_led_by(practitioner), state=State.DECIDED)
    if practitioner.has_role(*READS_UNLINKED):
        scope |= Q(family=None)
    elif practitioner.has_role(*WORKS_WITH_FAMILIES):
        # Specialists are asked about open families and what is not linked yet: all of which those above read.
        scope |= Q(pk__in=_asked_as_specialist(practitioner))
    return scope & ~Q(pk__in=held.closed_enquiries(practitioner))


def closed_to(practitioner: Practitioner) -> Q:
    """Return the condition that what is asked about an `enquiry` is closed to `practitioner`: a conflict of interest
    closes the enquiry, or they are barred from its family.
    """
    barred = Enquiry.objects.filter(family__in=held.barred(practitioner))
    return Q(enquiry__in=held.closed_enquiries(practitioner)) | Q(enquiry__in=barred.values("pk"))


def closed_out(enquiry: Enquiry, now: datetime) -> set[UUID]:
    """Return the ids of the practitioners who may be asked nothing about an enquiry: those of `closed_to`."""
    found = Conflict.objects.closing().filter(enquiry_id=enquiry.pk)
    bars = AccessBar.objects.in_force(now).filter(family=enquiry.family_id)
    return {*found.values_list("practitioner", flat=True), *bars.values_list("practitioner", flat=True)}


def _led_by(practitioner: Practitioner) -> Any:
    leads = held.granted(practitioner, {GrantKind.LEAD_PRACTITIONER} & scope_for(practitioner).kinds)
    return Family.objects.visible_to(practitioner).filter(pk__in=leads).values("pk")


def _asked_as_specialist(practitioner: Practitioner) -> frozenset[UUID]:
    from baton.frontdoor.models.specialist import (
        SpecialistRequest,  # which knows the enquiry, which knows its scope
    )

    def ask() -> frozenset[UUID]:
        return frozenset(SpecialistRequest.objects.opens(practitioner).values_list("enquiry_id", flat=True))

    return wall.once(("asked as specialist", practitioner.pk), ask)

"""Loading what a page is about, within the reader's scope, and noting that it was shown."""

from uuid import UUID

from django.http import Http404

from baton import journal
from baton.core import wall
from baton.frontdoor.models import Enquiry
from baton.frontdoor.models.scope import READS_LINKED
from baton.partnership.guard import PractitionerRequest
from baton.people.access import get_family_or_refuse, note_seen
from baton.people.models import Family

SHOWN = ("family", "locality", "claimed_by", "enquirer", "source_organisation", "keyed_by")


def get_enquiry_or_refuse(request: PractitionerRequest, enquiry_id: UUID) -> Enquiry:
    """Return the enquiry, if the reader may read the whole of it, and note that it is shown.

    Outside the reader's scope: 404, the same as for one that does not exist. Where only the restriction of its
    family stands between: the page that says whom to ask.
    """
    found = Enquiry.objects.visible_to(request.user).filter(pk=enquiry_id).select_related(*SHOWN).first()
    if found is not None:
        found.shown_to = request.user.pk
        note_enquiry_seen(request, found)
        return found
    with wall.beyond(wall.Purpose.RESTRICTION):  # whether it is restricted is asked of a row that is hidden
        covered = Family.objects.covered_by(request.user)
        hidden = Enquiry.objects.filter(pk=enquiry_id, family__in=covered).first()
    if hidden is not None and hidden.family_id is not None and request.user.has_role(*READS_LINKED):
        get_family_or_refuse(request, hidden.family_id)
    journal.access.refused(request, reason="enquiry")
    raise Http404


def note_enquiry_seen(request: PractitionerRequest, enquiry: Enquiry) -> None:
    """Note that an enquiry in scope is shown, with the family it is linked to, if it is."""
    reason = f"enquiry {enquiry.reference}"
    if enquiry.family is None:  # none, or one that is not theirs to see: specialists read the enquiry alone
        journal.access.seen(request, family=enquiry.family_id, reason=reason)
    else:
        note_seen(request, enquiry.family, reason=reason)

"""Loading what a page is about, within the reader's scope, and noting that it was shown."""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from baton.casework.models import Case
from baton.casework.models.standing import CaseStanding
from baton.core import dates, wall
from baton.partnership.guard import PractitionerRequest
from baton.people.access import get_family_of_or_refuse

SHOWN = ("profile", "locality", "coordinator", "enquiry", "register_entry")


def get_case_or_refuse(request: PractitionerRequest, case_id: UUID, *, what: str = "page") -> Case:
    """Return a case whose family the reader may see, and note that it is shown.

    Outside their scope: 404, as for one that does not exist. Where only a restriction stands between: the page that
    says whom to ask.
    """
    family = get_family_of_or_refuse(request, Case.objects.all(), case_id, what=what)
    # With its enquiry, of which pages show what the reader may know.
    with wall.beyond(wall.Purpose.INFORMATION):
        case = Case.objects.select_related(*SHOWN).get(pk=case_id)
    case.family = family
    case.shown_to = request.user.pk
    return case


def standing_of(case: Case) -> CaseStanding:
    """Return how the people of a case stand today."""
    return CaseStanding(case, dates.today())


def require(may: bool) -> None:
    """Refuse somebody who sees the case but may not do this. Raises `PermissionDenied`."""
    if not may:
        raise PermissionDenied

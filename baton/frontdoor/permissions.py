"""Who may do what at the front door. A system administrator may do nothing of it, whatever else they are."""

from collections.abc import Callable

from django.utils import timezone

from baton.core import wall
from baton.frontdoor.models import Enquiry, EnquiryDocument, InformationRequest
from baton.frontdoor.models.scope import closed_out
from baton.partnership import profiles
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import HUB, WORKS_WITH_FAMILIES, Role
from baton.people.models import held
from baton.people.rules.disclosure import SEES_CONFIDENTIAL
from baton.people.rules.facts import WORKS_WITH_FAMILY


def can_make_enquiry(practitioner: Practitioner) -> bool:
    """May make an enquiry, and be shown the safeguarding stop.

    - everybody who works with families
    """
    return _holds(practitioner, *WORKS_WITH_FAMILIES)


def can_see_board(practitioner: Practitioner) -> bool:
    """May open the front door's board.

    - hub screeners and hub managers
    - safeguarding leads, who alone see the enquiries of restricted families
    """
    return _holds(practitioner, *HUB, Role.SAFEGUARDING_LEAD)


def can_key_enquiry(practitioner: Practitioner) -> bool:
    """May key in an enquiry that came by phone, e-mail, paper, drop-in or transfer.

    - hub screeners and hub managers
    """
    return _holds(practitioner, *HUB)


def can_download_enquiries(practitioner: Practitioner) -> bool:
    """May download the list of enquiries that the board shows.

    - hub managers
    """
    return _holds(practitioner, Role.HUB_MANAGER)


def can_view_enquiry(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May read the whole of what was said.

    - those whom `Enquiry.objects.visible_to` lets see it; the two agree by construction
    """
    if enquiry.shown_to == practitioner.pk:
        return True
    return Enquiry.objects.visible_to(practitioner).filter(pk=enquiry.pk).exists()


def can_see_secret_address(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May read the address in an enquiry that says it is secret, of those who may read the enquiry.

    - hub screeners and hub managers, safeguarding leads, information governance officers
    - the lead practitioner, the team around the family, whoever is named on its record
    """
    if practitioner.has_role(*HUB, *SEES_CONFIDENTIAL):
        return True
    return enquiry.family_id in held.granted(practitioner, WORKS_WITH_FAMILY)


def can_see_own_enquiry(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May see the status of an enquiry and the outcome told.

    - its enquirer
    """
    return Enquiry.objects.of_enquirer(practitioner).filter(pk=enquiry.pk).exists()


def can_screen(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May claim an enquiry and work on it: checks, notes, family, urgency, clock, telling.

    - those who may open the board, for the enquiries they may read
    """
    return can_see_board(practitioner) and can_view_enquiry(practitioner, enquiry)


def can_add_document(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May add a document to an enquiry.

    - as `can_screen`
    """
    return can_screen(practitioner, enquiry)


def can_change_document(practitioner: Practitioner, document: EnquiryDocument) -> bool:
    """May say otherwise what a document is and who may see it, and may withdraw it, while it is not withdrawn.

    - those who may add documents to its enquiry, for documents that are meant for them
    """
    is_visible = EnquiryDocument.objects.visible_to(practitioner).filter(pk=document.pk).exists()
    return is_visible and changing_documents(practitioner, document.enquiry)(document)


def changing_documents(practitioner: Practitioner, enquiry: Enquiry) -> Callable[[EnquiryDocument], bool]:
    """Return what tells of each document of an enquiry that is visible whether it may be changed: a list asks once."""
    may_add = can_add_document(practitioner, enquiry)
    return lambda document: may_add and document.withdrawn_at is None


def can_ask_agencies(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May ask agencies what they know about the people an enquiry names.

    - as `can_screen`, while the enquiry waits for its decision
    """
    return enquiry.is_waiting and can_screen(practitioner, enquiry)


def can_ask_specialists(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May ask specialists for their view of an enquiry, where the partnership has some.

    - as `can_ask_agencies`
    """
    return bool(profiles.current().specialists) and can_ask_agencies(practitioner, enquiry)


def can_see_specialist_queue(practitioner: Practitioner) -> bool:
    """May open the list of the enquiries about which specialists are asked, and give a view.

    - whoever works with families in an organisation of specialists, as the profile names them
    """
    codes = {one.organisation for one in profiles.current().specialists}
    places = [one for one in practitioner.memberships_now() if one.carries(*WORKS_WITH_FAMILIES)]
    is_there = any(one.organisation.code in codes for one in places)
    return is_there and not practitioner.has_role(Role.SYSTEM_ADMINISTRATOR)


def can_answer_request(practitioner: Practitioner, request: InformationRequest) -> bool:
    """May see whom a request for information is about, answer it, and read again what they answered.

    - the practitioner who is asked, until the request is taken back or the enquiry needs no decision any more
    - not once the enquiry is closed to them by a conflict of interest, or they are barred from its family
    """
    if practitioner.pk != request.practitioner_id or practitioner.has_role(Role.SYSTEM_ADMINISTRATOR):
        return False
    # What closes it is hidden from them, and would be taken for none.
    with wall.beyond(wall.Purpose.ASKED):
        is_closed_out = practitioner.pk in closed_out(request.enquiry, timezone.now())
    return not is_closed_out and request.closed_at is None and request.enquiry.is_waiting


def can_decide(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May decide this enquiry, or decide it again.

    - who claimed it
    - hub managers and safeguarding leads, whoever claimed it
    """
    if not can_screen(practitioner, enquiry):
        return False
    return enquiry.claimed_by_id == practitioner.pk or _may_step_in(practitioner)


def can_release(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May put a claimed enquiry back.

    - as `can_decide`
    """
    return enquiry.claimed_by_id is not None and can_decide(practitioner, enquiry)


def can_hand_over(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May hand an enquiry to somebody else to screen.

    - who claimed it
    - hub managers and safeguarding leads, whoever claimed it, and also where nobody has
    """
    return can_decide(practitioner, enquiry)


def can_share_out(practitioner: Practitioner) -> bool:
    """May share out unclaimed enquiries among others; whoever screens may take them on themselves.

    - hub managers and safeguarding leads
    """
    return _may_step_in(practitioner)


def can_take_over(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May claim an enquiry that somebody else has claimed.

    - hub managers and safeguarding leads
    """
    return _may_step_in(practitioner) and can_screen(practitioner, enquiry)


def can_mark_duplicate(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May mark an enquiry as a duplicate of another one.

    - as `can_screen`
    """
    return can_screen(practitioner, enquiry)


def can_withdraw(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May mark an enquiry as keyed in error, which takes it out of every figure.

    - hub managers, for the enquiries they may read
    """
    return _holds(practitioner, Role.HUB_MANAGER) and can_view_enquiry(practitioner, enquiry)


def can_reopen(practitioner: Practitioner, enquiry: Enquiry) -> bool:
    """May open a decided, withdrawn or duplicate enquiry again.

    - as `can_take_over`
    - of one joined to another by mistake: who joined it, while they may screen
    """
    if can_take_over(practitioner, enquiry):
        return True
    joined = enquiry.exclusions.filter(to_at=None, duplicate_of__isnull=False, by=practitioner)
    return can_screen(practitioner, enquiry) and joined.exists()


def can_see_manager_lists(practitioner: Practitioner) -> bool:
    """May open the lists of what nobody holds yet.

    - hub managers
    - safeguarding leads, for the safeguarding stops
    """
    return _may_step_in(practitioner)


def can_record_receipt(practitioner: Practitioner) -> bool:
    """May see the safeguarding stops and record that social care has received one.

    - hub managers and safeguarding leads
    """
    return _may_step_in(practitioner)


def _may_step_in(practitioner: Practitioner) -> bool:
    return _holds(practitioner, Role.HUB_MANAGER, Role.SAFEGUARDING_LEAD)


def _holds(practitioner: Practitioner, *roles: Role) -> bool:
    return practitioner.has_role(*roles) and not practitioner.has_role(Role.SYSTEM_ADMINISTRATOR)

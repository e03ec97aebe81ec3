"""Who may add documents to a case, and change or withdraw them. Who may see them: `CaseDocument.objects.visible_to`."""

from collections.abc import Callable

from baton.casework.models import Case, CaseDocument
from baton.casework.permissions.case import can_view_case, can_work_on
from baton.casework.permissions.plan import in_team
from baton.partnership.models import Practitioner


def can_add_document(practitioner: Practitioner, case: Case) -> bool:
    """May add a document to a case or to one of its meetings, also when it is closed: letters come late.

    - those who may work on the case: its lead practitioner and who stands in, their managers, the coordinator
    - members of the team around the family
    """
    return can_work_on(practitioner, case) or (
        in_team(practitioner, case) and can_view_case(practitioner, case)
    )


def can_change_document(practitioner: Practitioner, document: CaseDocument) -> bool:
    """May say otherwise what a document is and who may see it, and may withdraw it, while it is not withdrawn.

    - whoever added it, while they may add documents
    - those who may work on the case, for documents that are meant for them
    """
    is_visible = CaseDocument.objects.visible_to(practitioner).filter(pk=document.pk).exists()
    return is_visible and changing_documents(practitioner, document.case)(document)


def changing_documents(practitioner: Practitioner, case: Case) -> Callable[[CaseDocument], bool]:
    """Return what tells of each document of a case that is visible whether it may be changed: a list asks once."""
    works, adds = can_work_on(practitioner, case), can_add_document(practitioner, case)

    def may_change(document: CaseDocument) -> bool:
        is_own = document.added_by_id == practitioner.pk
        return document.withdrawn_at is None and (works or (adds and is_own))

    return may_change

"""Who may look after the partnership itself: its people, organisations and settings."""

from datetime import datetime

from baton.partnership import profiles
from baton.partnership.models import Membership, Practitioner
from baton.partnership.rules.declaring import must_declare
from baton.partnership.rules.roles import FIGURES, Role


def can_manage_practitioners(practitioner: Practitioner) -> bool:
    """May add practitioners, change memberships and end access.

    - system administrators, for every organisation
    """
    return practitioner.has_role(Role.SYSTEM_ADMINISTRATOR)


def can_change_roles(practitioner: Practitioner, target: Practitioner) -> bool:
    """May say what somebody does, in which organisations.

    - system administrators, but never what they do themselves: who gives access has none, and takes none
    """
    return can_manage_practitioners(practitioner) and target.pk != practitioner.pk


def can_plan_leaving(practitioner: Practitioner) -> bool:
    """May open the pages on which the last day of somebody is entered.

    - system administrators, for everybody
    - team managers, for those of their organisations
    """
    return practitioner.has_role(Role.SYSTEM_ADMINISTRATOR, Role.TEAM_MANAGER)


def can_plan_leaving_of(practitioner: Practitioner, target: Practitioner) -> bool:
    """May enter the last day of this person, and call it off; nobody their own.

    - system administrators, who may also end all access at once
    - team managers, of whoever works in organisations that they manage and in no other; never of a system administrator
    """
    if target.pk == practitioner.pk:
        return False
    if can_manage_practitioners(practitioner):
        return True
    theirs = target.organisation_ids()
    managed = practitioner.organisation_ids(Role.TEAM_MANAGER)
    return bool(theirs) and theirs <= managed and not can_manage_practitioners(target)


def can_mend_sign_in(practitioner: Practitioner, target: Practitioner) -> bool:
    """May take away somebody's second factor, and put right the address they sign in with.

    - system administrators, but never their own: another one looks
    """
    return can_manage_practitioners(practitioner) and target.pk != practitioner.pk


def can_end_membership(practitioner: Practitioner, membership: Membership) -> bool:
    """May end this membership.

    - system administrators, but never their own, so that the partnership keeps one
    """
    return can_manage_practitioners(practitioner) and membership.practitioner_id != practitioner.pk


def can_decide_account_requests(practitioner: Practitioner) -> bool:
    """May approve or refuse requests for an account.

    - system administrators, for every organisation
    - team managers, for those in which they are one
    """
    return practitioner.has_role(Role.SYSTEM_ADMINISTRATOR, Role.TEAM_MANAGER)


def can_manage_providers(practitioner: Practitioner) -> bool:
    """May name where an organisation's people sign in, and untie a work account.

    - system administrators, for every organisation
    """
    return practitioner.has_role(Role.SYSTEM_ADMINISTRATOR)


def can_see_figures(practitioner: Practitioner) -> bool:
    """May open the figures.

    - team managers, hub managers, coordinators, safeguarding leads, analysts, auditors and board members
    """
    return practitioner.has_role(*FIGURES)


def must_declare_first(practitioner: Practitioner, *, at: datetime) -> bool:
    """Must say whom they may not see before anything about anybody is shown to them.

    - whoever may be shown a family, and never said it or said it too long ago for the profile
    """
    return must_declare(
        practitioner.roles(),
        declared_at=practitioner.declared_at,
        now=at,
        months=profiles.current().conflicts_of_interest.declare_months,
    )

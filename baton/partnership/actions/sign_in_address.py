"""The e-mail address with which somebody signs in is put right."""

from datetime import datetime

from allauth.account.models import EmailAddress

from baton import journal
from baton.core import jobs
from baton.core.rules.addresses import normal
from baton.core.wall import deed
from baton.partnership.actions.practitioner import LOOK_FOR_CONFLICTS, AddressTaken, lock_working
from baton.partnership.actions.provider import untie
from baton.partnership.actions.session import end_all_sessions
from baton.partnership.actions.two_people import require_another
from baton.partnership.models import Practitioner
from baton.partnership.rules.declaring import may_declare


class SameAddress(Exception):
    """They sign in with this address already."""


@deed
def correct_address(
    *, practitioner: Practitioner, email: str, by: Practitioner, at: datetime
) -> Practitioner:
    """Let somebody sign in with another address from now on, and write to both addresses.

    Whoever reads the old mailbox may be somebody else: so the password, every link sent there, the sign-ins and the work
    accounts that were tied by it end, and the new address is proved by the link that is sent to it. The second factor
    stays. Raises `AlreadyLeft`, `SameAddress`, `AddressTaken`, `NeedsAnother`.
    """
    practitioner = lock_working(practitioner)
    before, after = practitioner.email, normal(email)
    if after == before:
        raise SameAddress
    if Practitioner.objects.get_queryset().filter(email=after).exists():
        raise AddressTaken
    require_another("partnership.second_factor_taken", practitioner=practitioner, by=by, at=at)
    _write(practitioner, after)
    for identity in practitioner.identities.all():
        untie(identity=identity, by=by, at=at)
    end_all_sessions(practitioner=practitioner, by=by, at=at)
    jobs.enqueue("partnership.tell_old_address", email=before)
    jobs.enqueue("partnership.tell_new_address", practitioner_id=practitioner.pk)
    if may_declare(practitioner.roles()):
        jobs.enqueue(LOOK_FOR_CONFLICTS, practitioner_id=practitioner.pk)
    journal.record("partnership.address_corrected", at=at, by=by, subject=practitioner)
    return practitioner


def _write(practitioner: Practitioner, email: str) -> None:
    practitioner.email = email
    practitioner.set_unusable_password()
    practitioner.save(update_fields=["email", "password"])
    # The sign-in library remembers an address once it has sent a link there, and would go on letting it sign in.
    EmailAddress.objects.filter(user_id=practitioner.pk).delete()

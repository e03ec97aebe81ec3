"""A second factor is taken away from somebody who lost it, so that they can begin anew."""

from datetime import datetime

from allauth.mfa.models import Authenticator

from baton import journal
from baton.core import jobs
from baton.core.wall import deed
from baton.partnership.actions.practitioner import lock_working
from baton.partnership.actions.session import end_all_sessions
from baton.partnership.actions.two_people import require_another
from baton.partnership.models import Practitioner
from baton.partnership.rules.second_factor import Loss, Proof


class NoSecondFactor(Exception):
    """There is none to take away."""


@deed
def take_away(
    *, practitioner: Practitioner, loss: Loss, proof: Proof, by: Practitioner, at: datetime
) -> Practitioner:
    """Take away app, passkeys and recovery codes of somebody, end each of their sign-ins, and write to them.

    Their password goes too: they begin as at first, with a link to their work address (ASVS 5.0 6.4.4), so that whoever
    knows the password alone gains nothing by asking. Raises `AlreadyLeft`, `NoSecondFactor`, `NeedsAnother`.
    """
    practitioner = lock_working(practitioner)
    held = Authenticator.objects.filter(user_id=practitioner.pk)
    kinds = sorted(set(held.values_list("type", flat=True)))
    if not kinds:
        raise NoSecondFactor
    require_another("partnership.address_corrected", practitioner=practitioner, by=by, at=at)
    held.delete()
    practitioner.set_unusable_password()
    practitioner.save(update_fields=["password"])
    end_all_sessions(practitioner=practitioner, by=by, at=at)
    jobs.enqueue("partnership.tell_second_factor_taken", practitioner_id=practitioner.pk)
    data = {"loss": loss.value, "proof": proof.value, "kinds": kinds}
    journal.record("partnership.second_factor_taken", at=at, by=by, subject=practitioner, data=data)
    return practitioner

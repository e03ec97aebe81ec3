"""What the partnership does by itself, and the mails about accounts that go out after a page."""

from uuid import UUID

from baton.core import dates, jobs
from baton.partnership import mails, session
from baton.partnership.actions import account_request
from baton.partnership.actions import practitioner as practitioners
from baton.partnership.models import AccountRequest, Practitioner
from baton.partnership.rules.account_request import REFUSAL_TOLD, Refusal


@jobs.task(every="50 3 * * *")
def clear() -> None:
    """Forget from where people were signed in, once their sign-ins are over, and requests decided long ago."""
    session.clear_sessions(at=dates.now())
    account_request.forget(at=dates.now())


@jobs.task(every="5 * * * *")
def end_leavers() -> None:
    """End the access of everybody whose last day is over; what was missed at midnight is made up for by day."""
    practitioners.end_leavers(at=dates.now())


@jobs.task
def answer_asker(*, email: str) -> None:
    """Write to whoever asked for an account: that it is looked at, or that they have one."""
    known = Practitioner.objects.working().filter(email=email).exists()
    mails.send("account_known" if known else "account_asked", email)


@jobs.task
def tell_deciders(*, request_id: str) -> None:
    """Tell who answers for the organisation that a request waits."""
    request = AccountRequest.objects.filter(pk=UUID(request_id)).first()
    if request is not None:
        for decider in request.deciders():
            mails.send("account_waits", decider.email)


@jobs.task
def invite(*, practitioner_id: str) -> None:
    """Send the link with which somebody begins; who has left since gets none."""
    _begin(practitioner_id, "account_invited")


@jobs.task
def tell_second_factor_taken(*, practitioner_id: str) -> None:
    """Write to somebody that their second factor was taken away, with the link to begin anew."""
    _begin(practitioner_id, "second_factor_taken")


@jobs.task
def tell_new_address(*, practitioner_id: str) -> None:
    """Write to the address with which somebody signs in now, with the link to choose a password."""
    _begin(practitioner_id, "address_new")


@jobs.task
def tell_old_address(*, email: str) -> None:
    """Write to an address that signs in no more."""
    mails.send("address_old", email)


def _begin(practitioner_id: str, template: str) -> None:
    practitioner = Practitioner.objects.working().filter(pk=UUID(practitioner_id)).first()
    if practitioner is not None:
        mails.begin(practitioner, template)


@jobs.task
def tell_refused(*, request_id: str) -> None:
    """Write to whoever asked that they were refused, and why."""
    request = AccountRequest.objects.filter(pk=UUID(request_id)).select_related("organisation").first()
    if request is not None:
        mails.send("account_refused", request.email, reason=REFUSAL_TOLD[Refusal(request.refusal)])

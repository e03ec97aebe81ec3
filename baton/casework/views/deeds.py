"""One form, one deed: done once however often it is sent, refusals shown on the form they came from."""

from collections.abc import Callable

from django.http import HttpResponse

from baton.casework.actions.common import CaseClosed
from baton.partnership import keeping
from baton.partnership.guard import PractitionerRequest
from baton.ui.forms import Form


def do_once(
    request: PractitionerRequest,
    form: Form,
    deed: Callable[[], str],
    *refusals: type[Exception],
    said: str = "",
) -> HttpResponse | None:
    """Do what a valid form asks for, say so, and go to the address that `deed` returns; the guard sees to it that it is
    done once.

    `None` where the deed was refused with one of `refusals`, whose words then stand on the form.
    """
    return keeping.do_once(request, form, deed, CaseClosed, *refusals, said=said)


def sent(request: PractitionerRequest, form: Form) -> bool:
    """Say whether the form was sent and holds what it needs."""
    return request.method == "POST" and form.is_valid()

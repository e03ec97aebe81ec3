"""One form, one deed: done once however often it is sent, refusals shown on the form they came from."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from baton.casework.actions.common import CaseClosed
from baton.core.versions import Stale
from baton.partnership.guard import PractitionerRequest
from baton.partnership.keeping import overtaken
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
    refused: tuple[type[Exception], ...] = (CaseClosed, *refusals)
    try:
        with transaction.atomic():
            location = deed()
    except Stale as refusal:
        overtaken(request, form, refusal)
        return None
    except refused as refusal:
        form.add_error(None, str(refusal))
        return None
    if said:
        messages.success(request, said)
    return redirect(location)


def sent(request: PractitionerRequest, form: Form) -> bool:
    """Say whether the form was sent and holds what it needs."""
    return request.method == "POST" and form.is_valid()

"""What every page that writes does alike: perform one deed once, and turn its refusals into words on the form."""

from collections.abc import Callable, Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from baton.core.versions import Stale
from baton.partnership.keeping import overtaken
from baton.people.actions.person import NotPossible
from baton.ui.forms import Form


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, nothing where the page was only asked for."""
    return request.POST if request.method == "POST" else None


def once(
    request: HttpRequest,
    form: Form,
    deed: Callable[[], str],
    *,
    refusals: Iterable[type[Exception]] = (),
) -> HttpResponse | None:
    """Do the deed of a valid form and go where it says; nothing where it was refused: the form says why.

    The guard sees to it that the same page sent twice does it once. Where somebody else saved first, what is typed stays;
    sent again, it wins.
    """
    try:
        with transaction.atomic():
            location = deed()
    except Stale as stale:
        overtaken(request, form, stale)
    except NotPossible as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except tuple(refusals) as refusal:
        form.add_error(None, str(refusal))
    else:
        return redirect(location)
    return None


def require(answer: bool) -> None:
    """Go on only where a permission said yes. Raises `PermissionDenied`."""
    if not answer:
        raise PermissionDenied

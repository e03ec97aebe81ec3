"""Long forms that may be left and taken up again, with JavaScript and without."""

from contextlib import suppress

from django.contrib import messages
from django.http import QueryDict

from baton.core import dates, drafts
from baton.partnership.guard import PractitionerRequest
from baton.ui.forms import SAVE_FOR_LATER, Form


def drafted(request: PractitionerRequest, form: str, subject: str) -> QueryDict | None:
    """Return what the reader typed into a form and has not sent, as it would have been posted."""
    draft = drafts.load(owner_key=str(request.user.pk), form=form, subject=subject)
    return drafts.as_post(draft) if draft else None


def kept_for_later(request: PractitionerRequest, form: str, subject: str, page: Form) -> bool:
    """Keep what was typed where “Save and come back later” was pressed, and say whether it was kept.

    Where it is too long to keep, `page`, the form it was typed into, says so.
    """
    if request.method != "POST" or SAVE_FOR_LATER not in request.POST:
        return False
    data = {name: values for name, values in request.POST.lists() if name != SAVE_FOR_LATER}
    try:
        drafts.save(owner_key=str(request.user.pk), form=form, subject=subject, data=data, at=dates.now())
    except drafts.DraftTooLarge as fault:
        if page.is_bound:
            page.add_error(None, str(fault))
        return False
    messages.success(request, "Saved. It waits here for you, and nobody else sees it yet.")
    return True


def keep_refused(request: PractitionerRequest, form: str, subject: str, page: Form) -> None:
    """Keep what was typed into a form that was refused, for who goes to another page to settle something first.

    They come back to the case as it stands then, so not the version that they had before them.
    """
    if not page.is_bound:
        return
    with suppress(drafts.DraftTooLarge):
        data = {name: values for name, values in request.POST.lists() if name != "expected_version"}
        drafts.save(owner_key=str(request.user.pk), form=form, subject=subject, data=data, at=dates.now())


def forget(request: PractitionerRequest, form: str, subject: str) -> None:
    """Forget a draft, in the transaction of the deed that sent it."""
    drafts.discard(owner_key=str(request.user.pk), form=form, subject=subject)

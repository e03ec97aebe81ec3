"""The answer of the autosave.

The app that gives it an address knows the owner and puts the guard before it.
"""

from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase

from baton.core import dates, drafts
from baton.core.models import Draft


def draft_save(request: HttpRequest, *, owner_key: str, form: str, subject: str = "") -> HttpResponseBase:
    """Keep the posted fields as the owner's draft and say when.

    Answers 200 with `saved_at` and the words to show, 413 with the `fault` where it is too long, 404 for a
    name no form can have, 405 for anything but a POST.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if len(form) > Draft.LONGEST_FORM or len(subject) > Draft.LONGEST_SUBJECT:
        return JsonResponse({"fault": "There is no such form"}, status=404)
    now = dates.now()
    try:
        drafts.save(owner_key=owner_key, form=form, subject=subject, data=dict(request.POST.lists()), at=now)
    except drafts.DraftTooLarge as fault:
        return JsonResponse({"fault": str(fault)}, status=413)
    return JsonResponse({"saved_at": now.isoformat(), "words": f"Saved {dates.time_words(now)}"})

"""Where pages keep what was typed and not yet sent, and where it is thrown away."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render

from baton.core import drafts, views
from baton.partnership.guard import PractitionerRequest, before_declaring, signed_in
from baton.partnership.keeping import local_page, may_keep, rescue
from baton.ui.forms import Form


@before_declaring
@signed_in
def save(request: PractitionerRequest, form: str, subject: str) -> HttpResponseBase:
    """Keep the posted fields as a draft of whoever is signed in; nobody else can read it.

    Where somebody else has signed in on this browser meanwhile, it is kept for whoever typed it (403).
    """
    if not may_keep(request):
        return JsonResponse({"kept": rescue(request) is not None}, status=403)
    return views.draft_save(request, owner_key=str(request.user.pk), form=form, subject=subject)


@before_declaring
@signed_in
def throw_away(request: PractitionerRequest, form: str, subject: str) -> HttpResponse:
    """Throw away what one typed and did not send, after asking; then begin afresh."""
    draft = drafts.load(owner_key=str(request.user.pk), form=form, subject=subject)
    if draft is None:
        raise Http404
    page = local_page(drafts.page_of(draft))
    asking = Form(request.POST or None)
    if request.method == "POST" and asking.is_valid():
        drafts.discard(owner_key=str(request.user.pk), form=form, subject=subject)
        return redirect(page or "my_work")
    context = {"form": asking, "draft": draft, "title": drafts.title_of(draft), "page": page}
    return render(request, "partnership/draft/throw_away.jinja", context)

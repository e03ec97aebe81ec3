"""What somebody wants to be written to about, and when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from baton.notices.actions import preference as actions
from baton.notices.forms.preference import PreferenceForm
from baton.notices.models import Bounce, Preference
from baton.notices.rules.kind import SAFETY_HINT, SAFETY_WORDS
from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, signed_in


@signed_in
def edit(request: PractitionerRequest) -> HttpResponse:
    """Show and change one's own choices."""
    kept = Preference.objects.filter(practitioner=request.user).first()
    form = PreferenceForm(request.POST if request.method == "POST" else None, kept=kept)
    if request.method == "POST" and form.is_valid():
        actions.choose(ways=form.ways, quiet=form.quiet, by=request.user, at=timezone.now())
        messages.success(request, "Saved. It holds for what is written from now on.")
        return redirect("notice_preferences")
    context = {
        "form": form,
        "said": profiles.current().notices,
        "bounce": Bounce.objects.open().filter(practitioner=request.user).first(),
        "safety": (SAFETY_WORDS, SAFETY_HINT),
    }
    return render(request, "notices/preference/edit.jinja", context)

"""Saying once more what to do now, after a score was saved that may mean danger for a child."""

from django.contrib import messages
from django.http import HttpResponse

from baton.casework.forms.concern import ScoringForm
from baton.casework.presenters.concern import what_to_do
from baton.partnership.guard import PractitionerRequest


def told(request: PractitionerRequest, form: ScoringForm, done: HttpResponse) -> HttpResponse:
    """Return `done`, the answer to a form that was saved; where a score in it raises a concern, whom to ring is said
    on the page it leads to.
    """
    if form.concerns:
        messages.warning(request, what_to_do().ring)
    return done

"""Whom one may not see: said at the first sign-in, again each year, and whenever it changes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from baton.partnership import profiles
from baton.partnership.guard import PractitionerRequest, allowed, before_declaring, may_open
from baton.partnership.keeping import local_page
from baton.partnership.permissions import must_declare_first
from baton.people.actions.declaration import declare as declare_people
from baton.people.forms.conflict import DeclarationForm, declared_forms, declared_people
from baton.people.models.conflict import declared_by
from baton.people.permissions import can_declare
from baton.people.views.deeds import once, posted
from baton.ui.forms import Repeated


@before_declaring
@allowed(can_declare)
def declare(request: PractitionerRequest) -> HttpResponse:
    """Show whom one named and let one name others; what is found by it is never told here."""
    now = timezone.now()
    people = declared_forms(request.user, declared_by(request.user, now), data=posted(request))
    if people.pressed:
        return _page(request, DeclarationForm(draft=request.POST), people)
    form = DeclarationForm(posted(request))
    leads_to = local_page(request.GET.get("next", "")) or reverse("my_work")

    def deed() -> str:
        declare_people(people=declared_people(people), by=request.user, at=now)
        messages.success(request, "Thank you. Change it whenever it changes, from your account.")
        return leads_to

    if (
        request.method == "POST"
        and all([form.is_valid(), people.is_valid()])
        and (answer := once(request, form, deed))
    ):
        return answer
    return _page(request, form, people)


def _page(request: PractitionerRequest, form: DeclarationForm, people: Repeated) -> HttpResponse:
    context = {
        "form": form,
        "people": people,
        "months": profiles.current().conflicts_of_interest.declare_months,
        "declared_at": request.user.declared_at,
        "comes_first": must_declare_first(request.user, at=timezone.now()),
        "may_enquire": may_open(request.user, "enquiry_stop"),
    }
    return render(request, "people/conflict/declare.jinja", context)

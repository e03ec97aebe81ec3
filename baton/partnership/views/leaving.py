"""That somebody leaves the partnership on a day, at once, or not after all."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from baton.partnership.actions import practitioner as actions
from baton.partnership.forms.leaving import LastDayForm, LeavingForm
from baton.partnership.fresh import afresh
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Practitioner
from baton.partnership.permissions import (
    can_manage_practitioners,
    can_plan_leaving,
    can_plan_leaving_of,
)
from baton.partnership.rules.roles import Role
from baton.ui.forms import Form


@allowed(can_plan_leaving)
@afresh
def leave(request: PractitionerRequest, practitioner_id: UUID) -> HttpResponse:
    """Enter the last day of somebody, or end all their access at once, after asking."""
    leavers = Practitioner.objects.get_queryset().leaving_asked_of(request.user)
    practitioner = get_object_or_404(leavers, pk=practitioner_id)
    asked = LeavingForm if can_manage_practitioners(request.user) else LastDayForm
    form = asked(request.POST or None, initial={"last_on": practitioner.leaves_on})
    may = can_plan_leaving_of(request.user, practitioner)
    if request.method == "POST" and may and form.is_valid():
        _leave(request, practitioner, form.values["last_on"])
        return redirect(_back(request, practitioner))
    context = {
        "form": form,
        "practitioner": practitioner,
        "may": may,
        "is_oneself": practitioner.pk == request.user.pk,
        "at_once": asked is LeavingForm,
        "elsewhere": _elsewhere(request, practitioner),
        "back": _back(request, practitioner),
    }
    return render(request, "partnership/leaving/leave.jinja", context)


@allowed(can_plan_leaving)
@afresh
def stay(request: PractitionerRequest, practitioner_id: UUID) -> HttpResponse:
    """Call off that somebody leaves, after asking."""
    leaving = Practitioner.objects.get_queryset().leaving_asked_of(request.user)
    practitioner = get_object_or_404(leaving.filter(leaves_on__isnull=False), pk=practitioner_id)
    if not can_plan_leaving_of(request.user, practitioner):
        raise PermissionDenied
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.call_off_leaving(practitioner=practitioner, by=request.user, at=timezone.now())
        return redirect(_back(request, practitioner))
    context = {"form": form, "practitioner": practitioner, "back": _back(request, practitioner)}
    return render(request, "partnership/leaving/stay.jinja", context)


def _leave(request: PractitionerRequest, practitioner: Practitioner, last_on: date | None) -> None:
    """End access now, or plan its end where the last day is still to come."""
    at = timezone.now()
    if last_on is None:
        actions.leave(practitioner=practitioner, by=request.user, at=at)
    else:
        actions.plan_leaving(practitioner=practitioner, last_on=last_on, by=request.user, at=at)


def _back(request: PractitionerRequest, practitioner: Practitioner) -> str:
    """Give the page that shows the leaver: their account, or what they hold to whoever passes it on."""
    page = "practitioner_page" if can_manage_practitioners(request.user) else "holdings"
    return reverse(page, args=[practitioner.pk])


def _elsewhere(request: PractitionerRequest, practitioner: Practitioner) -> list[str]:
    """Name the organisations of a leaver for which the asker does not answer."""
    managed = request.user.organisation_ids(Role.TEAM_MANAGER)
    return [
        membership.organisation.name
        for membership in practitioner.memberships_now()
        if membership.organisation_id not in managed
    ]

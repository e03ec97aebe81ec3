"""The list of practitioners, and what happens to each: added, invited, what they do where."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from baton.partnership import profiles
from baton.partnership.actions import practitioner as actions
from baton.partnership.actions.session import end_all_sessions
from baton.partnership.forms.practitioner import (
    JoinForm,
    LeaveForm,
    MembershipForm,
    NewPractitionerForm,
    PractitionerFilterForm,
)
from baton.partnership.fresh import afresh
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Membership, Practitioner
from baton.partnership.permissions import (
    can_change_roles,
    can_end_membership,
    can_manage_practitioners,
    can_mend_sign_in,
)
from baton.partnership.presenters import second_factor_words, session_lines
from baton.partnership.session import sessions_in_force
from baton.ui import searches
from baton.ui.forms import Form
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("name", "Name", "name"),
    Column("email", "E-mail address", "email"),
    Column("organisations", "Organisations"),
    Column("access", "Access", ("left_on", "name")),
)

UNUSED = (
    Column("name", "Name", "name"),
    Column("organisations", "Organisations"),
    Column("used", "Last signed in", ("last_login", "name")),
    Column("leave", "Still needed?"),
)


@allowed(can_manage_practitioners)
@searches.by_post(PractitionerFilterForm)
def index(request: PractitionerRequest) -> HttpResponse:
    """List who signs in, by name; narrowed by words, organisation and role."""
    form = PractitionerFilterForm(searches.asked(request, PractitionerFilterForm))
    found = _narrowed(form) if form.is_valid() else Practitioner.objects.none()
    listing = Listing(
        request,
        found,
        columns=COLUMNS,
        caption="Practitioners",
        noun="practitioner",
        sort="name",
        filters=form,
    )
    return render(request, "partnership/practitioner/index.jinja", {"listing": listing})


@allowed(can_manage_practitioners)
@afresh
def add(request: PractitionerRequest) -> HttpResponse:
    """Add somebody who may sign in."""
    form = NewPractitionerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.values
        new = actions.NewPractitioner(
            email=values["email"],
            name=values["name"],
            job_title=values["job_title"],
            phone=values["phone"],
            memberships=[_membership(values)],
        )
        try:
            practitioner = actions.add(practitioner=new, by=request.user, at=timezone.now())
        except actions.AddressTaken:
            form.add_error("email", "Somebody signs in with this address already: look them up in the list")
        else:
            actions.invite(practitioner=practitioner, by=request.user, at=timezone.now())
            messages.success(request, f"The link to begin with is on its way to {practitioner.email}.")
            return redirect("practitioner_page", practitioner_id=practitioner.pk)
    return render(request, "partnership/practitioner/add.jinja", {"form": form})


@allowed(can_manage_practitioners)
def page(request: PractitionerRequest, practitioner_id: UUID) -> HttpResponse:
    """Show one practitioner, their memberships now and before."""
    practitioner = get_object_or_404(Practitioner, pk=practitioner_id)
    memberships = (
        practitioner.memberships.select_related("organisation", "team")
        .prefetch_related("localities")
        .order_by("-starts_on", "id")
    )
    identities = list(practitioner.identities.select_related("provider__organisation").order_by("tied_at"))
    context = {
        "practitioner": practitioner,
        "memberships": memberships,
        "roles": profiles.current().roles,
        "languages": profiles.current().languages,
        "may_change": can_change_roles(request.user, practitioner),
        "identities": identities,
        "has_no_password": not identities and not practitioner.has_usable_password(),
        "may_mend": can_mend_sign_in(request.user, practitioner),
        "second_factor": second_factor_words(practitioner),
        "sessions": session_lines(sessions_in_force(practitioner, at=timezone.now()), here=""),
    }
    return render(request, "partnership/practitioner/page.jinja", context)


@allowed(can_manage_practitioners)
@afresh
def join(request: PractitionerRequest, practitioner_id: UUID) -> HttpResponse:
    """Make somebody a member of a further organisation."""
    practitioner = get_object_or_404(Practitioner.objects.working(), pk=practitioner_id)
    _refuse_oneself(request, practitioner)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.join(
                practitioner=practitioner,
                membership=_membership(form.values),
                by=request.user,
                at=timezone.now(),
            )
        except actions.AlreadyMember:
            form.add_error("organisation", "They are a member there already: change that membership instead")
        else:
            return redirect("practitioner_page", practitioner_id=practitioner.pk)
    return render(
        request, "partnership/practitioner/join.jinja", {"form": form, "practitioner": practitioner}
    )


@allowed(can_manage_practitioners)
@afresh
def change(request: PractitionerRequest, organisation_membership_id: UUID) -> HttpResponse:
    """Change what somebody does in an organisation."""
    membership = _open_membership(organisation_membership_id)
    _refuse_oneself(request, membership.practitioner)
    known = {
        "roles": membership.roles,
        "localities": [str(locality.pk) for locality in membership.localities.all()],
        "case_limit": membership.case_limit,
        "languages": membership.languages,
    }
    form = MembershipForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.change_membership(membership=membership, **form.values, by=request.user, at=timezone.now())
        return redirect("practitioner_page", practitioner_id=membership.practitioner_id)
    return render(request, "partnership/practitioner/change.jinja", {"form": form, "membership": membership})


@allowed(can_manage_practitioners)
@afresh
def end(request: PractitionerRequest, organisation_membership_id: UUID) -> HttpResponse:
    """End one membership, after asking."""
    membership = _open_membership(organisation_membership_id)
    form = LeaveForm(request.POST or None)
    may = can_end_membership(request.user, membership)
    if request.method == "POST" and may and form.is_valid():
        actions.end_membership(membership=membership, by=request.user, at=timezone.now())
        return redirect("practitioner_page", practitioner_id=membership.practitioner_id)
    context = {"form": form, "membership": membership, "may": may}
    return render(request, "partnership/practitioner/end.jinja", context)


@allowed(can_manage_practitioners)
@afresh
def invite(request: PractitionerRequest, practitioner_id: UUID) -> HttpResponse:
    """Send the link to begin with once more, after asking."""
    practitioner = get_object_or_404(Practitioner.objects.working(), pk=practitioner_id)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.invite(practitioner=practitioner, by=request.user, at=timezone.now())
        messages.success(request, f"The link to begin with is on its way to {practitioner.email}.")
        return redirect("practitioner_page", practitioner_id=practitioner.pk)
    return render(
        request, "partnership/practitioner/invite.jinja", {"form": form, "practitioner": practitioner}
    )


@allowed(can_manage_practitioners)
@afresh
def sign_out(request: PractitionerRequest, practitioner_id: UUID) -> HttpResponse:
    """End every sign-in of somebody, whose device was lost or is in other hands, after asking."""
    practitioner = get_object_or_404(Practitioner.objects.working(), pk=practitioner_id)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        end_all_sessions(practitioner=practitioner, by=request.user, at=timezone.now())
        messages.success(request, f"{practitioner.name} is signed out everywhere.")
        return redirect("practitioner_page", practitioner_id=practitioner.pk)
    lines = session_lines(sessions_in_force(practitioner, at=timezone.now()), here="")
    context = {"form": form, "practitioner": practitioner, "lines": lines}
    return render(request, "partnership/practitioner/sign_out.jinja", context)


@allowed(can_manage_practitioners)
def unused(request: PractitionerRequest) -> HttpResponse:
    """List the accounts that nobody has used for as long as the profile says."""
    days = profiles.current().accounts.unused_days
    found = Practitioner.objects.get_queryset()
    found = found.unused_since(timezone.now() - timedelta(days=days)) if days else found.none()
    listing = Listing(
        request,
        found.prefetch_related("memberships__organisation"),
        columns=UNUSED,
        caption="Unused accounts",
        noun="account",
        sort="used",
    )
    return render(request, "partnership/practitioner/unused.jinja", {"listing": listing, "days": days})


def _refuse_oneself(request: PractitionerRequest, target: Practitioner) -> None:
    """Refuse whoever would give a role to themselves. Raises `PermissionDenied`."""
    if not can_change_roles(request.user, target):
        raise PermissionDenied


def _membership(values: dict[str, Any]) -> actions.NewMembership:
    return actions.NewMembership(
        organisation=values["organisation"],
        roles=values["roles"],
        localities=values["localities"],
        case_limit=values["case_limit"],
        languages=values["languages"],
        starts_on=timezone.localdate(),
    )


def _open_membership(membership_id: UUID) -> Membership:
    memberships = Membership.objects.filter(ends_on__isnull=True)
    return get_object_or_404(memberships.select_related("practitioner", "organisation"), pk=membership_id)


def _narrowed(form: PractitionerFilterForm) -> QuerySet[Practitioner]:
    words, organisation, role = (form.cleaned_data[name] for name in ("words", "organisation", "role"))
    found = Practitioner.objects.get_queryset().prefetch_related("memberships__organisation")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(email__icontains=words))
    memberships = Membership.objects.current()
    if organisation:
        memberships = memberships.filter(organisation_id=organisation)
    if role:
        memberships = memberships.filter(roles__contains=[role])
    if organisation or role:
        found = found.filter(pk__in=memberships.values("practitioner_id"))
    return found

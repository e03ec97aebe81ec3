"""Where the people of each organisation sign in: the system administrator's pages."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from baton.partnership import oidc
from baton.partnership.actions import provider as actions
from baton.partnership.forms.provider import ProviderForm
from baton.partnership.fresh import afresh
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Identity, Organisation, Provider
from baton.partnership.permissions import can_manage_providers
from baton.ui.forms import Form
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("organisation", "Organisation", "name"),
    Column("sign_in", "Its people sign in"),
    Column("domains", "E-mail addresses"),
)


@allowed(can_manage_providers)
def index(request: PractitionerRequest) -> HttpResponse:
    """List the organisations, with the sign-in of those that have one."""
    listing = Listing(
        request,
        Organisation.objects.in_use().select_related("provider"),
        columns=COLUMNS,
        caption="Organisations",
        noun="organisation",
        sort="organisation",
    )
    return render(request, "partnership/provider/index.jinja", {"listing": listing})


@allowed(can_manage_providers)
@afresh
def change(request: PractitionerRequest, organisation_id: UUID) -> HttpResponse:
    """Name the sign-in of an organisation, or change it."""
    organisation = get_object_or_404(Organisation.objects.in_use(), pk=organisation_id)
    provider = Provider.objects.filter(organisation=organisation).first()
    form = ProviderForm(request.POST if request.method == "POST" else None, initial=_initial(provider))
    if form.is_valid():
        try:
            actions.save_provider(
                organisation=organisation, **form.values, by=request.user, at=timezone.now()
            )
        except actions.DomainTaken as taken:
            form.add_error("domains", f"Another organisation signs in with “{taken.domain}” already")
        else:
            messages.success(request, f"The sign-in of {organisation.name} is saved.")
            return redirect("provider_index")
    secret = oidc.secret_path(organisation.code)
    context = {
        "form": form,
        "organisation": organisation,
        "back": back_address(request, provider) if provider else "",
        "secret_file": secret.name,
        "has_secret": secret.is_file(),
    }
    return render(request, "partnership/provider/change.jinja", context)


@allowed(can_manage_providers)
@afresh
def untie(request: PractitionerRequest, identity_id: UUID) -> HttpResponse:
    """Forget which work account is somebody's, after asking."""
    identity = get_object_or_404(
        Identity.objects.select_related("practitioner", "provider__organisation"), pk=identity_id
    )
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        practitioner = identity.practitioner_id
        actions.untie(identity=identity, by=request.user, at=timezone.now())
        return redirect("practitioner_page", practitioner_id=practitioner)
    return render(request, "partnership/provider/untie.jinja", {"form": form, "identity": identity})


def back_address(request: HttpRequest, provider: Provider) -> str:
    """Give the address to which the provider sends people back: it must know it letter by letter."""
    return request.build_absolute_uri(reverse("account_provider_back", args=[provider.pk]))


def _initial(provider: Provider | None) -> dict[str, object]:
    if provider is None:
        return {"active": True}
    names = ("issuer", "client_id", "asks_second_factor", "active")
    return {name: getattr(provider, name) for name in names} | {"domains": ", ".join(provider.domains)}

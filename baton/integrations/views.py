"""The list of names from older systems, and the page on which somebody says who is meant."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from baton.integrations.actions import matching
from baton.integrations.forms import OrganisationForm, PractitionerForm
from baton.integrations.models import ImportedName, NameKind
from baton.integrations.permissions import can_match_names
from baton.partnership.guard import PractitionerRequest, allowed
from baton.partnership.models import Membership, Organisation
from baton.ui.lists import Column, Listing

COLUMNS = (
    Column("name", "Name", ("name", "pk")),
    Column("beside", "Organisation named with it", "beside"),
    Column("kind", "Whose name", "kind"),
)
REFUSALS = (matching.AlreadyMatched, matching.NotOneself, matching.WorksElsewhere)


@allowed(can_match_names)
def name_index(request: PractitionerRequest) -> HttpResponse:
    """List the names that nobody here bears."""
    rows = ImportedName.objects.unmatched()
    listing = Listing(
        request, rows, columns=COLUMNS, caption="Names that wait to be matched", noun="name", sort="name"
    )
    return render(request, "integrations/name/index.jinja", {"listing": listing})


@allowed(can_match_names)
def name_match(request: PractitionerRequest) -> HttpResponse:
    """Say who is meant by the name whose id the address gives; without one, show the list."""
    if "name" not in request.GET:
        return name_index(request)
    name = _name(request.GET["name"])
    kind = OrganisationForm if name.kind == NameKind.ORGANISATION else PractitionerForm
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _match(request, name, form.cleaned_data["meant"])
        except REFUSALS as wrong:
            form.add_error("meant", str(wrong))
        else:
            return redirect("imported_name_index")
    return render(request, "integrations/name/match.jinja", {"form": form, "name": name})


def _name(text: str) -> ImportedName:
    try:
        wanted = UUID(text)
    except ValueError:
        raise Http404 from None
    found: ImportedName = get_object_or_404(ImportedName.objects.unmatched(), pk=wanted)
    return found


def _match(request: PractitionerRequest, name: ImportedName, meant: str) -> None:
    at = timezone.now()
    if name.kind == NameKind.ORGANISATION:
        organisation = get_object_or_404(Organisation, pk=meant)
        matching.match_organisation(name=name, organisation=organisation, by=request.user, at=at)
        return
    members = Membership.objects.select_related("practitioner", "organisation")
    membership = get_object_or_404(members, pk=meant)
    matching.match_practitioner(name=name, membership=membership, by=request.user, at=at)

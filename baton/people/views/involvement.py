"""Who is involved with a family: added, corrected, ended."""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from baton.partnership.guard import allowed
from baton.people.access import row_or_404, signed_in_as
from baton.people.actions import involvement as actions
from baton.people.forms.access import SureForm
from baton.people.forms.involvement import InvolvementForm, involvement_of
from baton.people.models import Involvement
from baton.people.permissions import can_search
from baton.people.rules.facts import Source
from baton.people.views.deeds import posted
from baton.people.views.member import load_family, show


@allowed(can_search)
def new(request: HttpRequest, family_id: UUID) -> HttpResponse:
    """Write down who is involved with a family."""
    family = load_family(request, family_id)
    form = InvolvementForm(posted(request))

    def deed() -> str:
        actions.begin(involvement=form.new(family), by=signed_in_as(request), at=timezone.now())
        return reverse("family_people", args=[family.pk])

    return show(request, form, family, deed, "involvement_new")


@allowed(can_search)
def edit(request: HttpRequest, involvement_id: UUID) -> HttpResponse:
    """Correct who is involved with a family."""
    row = _own(involvement_id)
    family = load_family(request, cast(UUID, row.family_id))
    form = InvolvementForm(posted(request), initial=involvement_of(row))

    def deed() -> str:
        actions.correct(
            involvement=row,
            expected_version=form.cleaned_data["expected_version"] or row.version,
            by=signed_in_as(request),
            at=timezone.now(),
            **form.corrections,
        )
        return reverse("family_people", args=[family.pk])

    return show(request, form, family, deed, "involvement_edit", saved=involvement_of(row), row=row)


@allowed(can_search)
def end(request: HttpRequest, involvement_id: UUID) -> HttpResponse:
    """Write down that somebody is involved no longer, from today."""
    row = _own(involvement_id)
    family = load_family(request, cast(UUID, row.family_id))
    form = SureForm(posted(request))

    def deed() -> str:
        today = timezone.localdate()
        actions.end(involvement=row, on=today, by=signed_in_as(request), at=timezone.now())
        return reverse("family_people", args=[family.pk])

    who = row.organisation.name if row.organisation else row.organisation_words or row.contact
    return show(request, form, family, deed, "involvement_end", who=who)


def _own(involvement_id: UUID) -> Involvement:
    """Return an involvement that was written by hand; what a case or an enquiry wrote is changed there."""
    row = row_or_404(Involvement.objects.select_related("organisation"), pk=involvement_id)
    if row.family_id is None or row.source != Source.PERSON:
        raise Http404("This involvement is kept by the case or enquiry it comes from")
    return row

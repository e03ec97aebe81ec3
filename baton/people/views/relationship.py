"""What the people of a family are to each other."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from baton.partnership.guard import allowed
from baton.people.access import family_scope, row_or_404, signed_in_as
from baton.people.actions import relationship as actions
from baton.people.forms.relationship import KindForm, RelationshipForm
from baton.people.models import FamilyMembership, Person, Relationship
from baton.people.permissions import can_search
from baton.people.presenters.family import relationship_words
from baton.people.views.deeds import posted
from baton.people.views.member import load_family, show

REFUSALS = (actions.NotTwoPeople, actions.AlreadyRelated)


@allowed(can_search)
def new(request: HttpRequest, family_id: UUID) -> HttpResponse:
    """Say what two people of a family are to each other."""
    family = load_family(request, family_id)
    members = FamilyMembership.objects.filter(family=family).values("person")
    people = list(Person.objects.filter(pk__in=members).order_by("date_of_birth", "pk"))
    form = RelationshipForm(posted(request), family=family, people=people)

    def deed() -> str:
        actions.relate(relationship=form.new, by=signed_in_as(request), at=timezone.now())
        return reverse("family_people", args=[family.pk])

    return show(request, form, family, deed, "relationship_new", refusals=REFUSALS)


@allowed(can_search)
def edit(request: HttpRequest, relationship_id: UUID) -> HttpResponse:
    """Correct a relationship, or end it."""
    row = row_or_404(Relationship.objects.select_related("person", "other"), pk=relationship_id)
    family = load_family(request, _family_of(request, row))
    names = ["kind", "parental_responsibility", "from_on", "to_on"]
    saved = {name: getattr(row, name) for name in names} | {"expected_version": row.version}
    form = KindForm(posted(request), initial=saved)

    def deed() -> str:
        actions.correct(
            relationship=row,
            expected_version=form.cleaned_data["expected_version"] or row.version,
            by=signed_in_as(request),
            at=timezone.now(),
            **form.corrections,
        )
        return reverse("family_people", args=[family.pk])

    words = relationship_words(row)
    return show(request, form, family, deed, "relationship_edit", saved=saved, refusals=REFUSALS, words=words)


def _family_of(request: HttpRequest, row: Relationship) -> UUID:
    """Return a family of both that the practitioner may see. Raises `Http404`."""
    both = family_scope(signed_in_as(request)).filter(memberships__person=row.person_id)
    found = both.filter(pk__in=FamilyMembership.objects.filter(person=row.other_id).values("family"))
    family = found.order_by("pk").values_list("pk", flat=True).first()
    if family is None:
        raise Http404("There is no such relationship, or your work does not cover it")
    return family

"""Addresses and ways of contact: added, corrected, ended, made confidential."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from baton.partnership.guard import allowed
from baton.partnership.models import Practitioner
from baton.people import access, presenters
from baton.people.access import row_or_404, signed_in_as
from baton.people.actions import address as addresses
from baton.people.actions import contact_way
from baton.people.forms.contact import AddressForm, ContactWayForm, MoveForm, way_of
from baton.people.models import Address, ContactWay, FamilyMembership, Person
from baton.people.permissions import can_search
from baton.people.views.deeds import posted
from baton.people.views.person import load, show


@allowed(can_search)
def move(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record a new address of somebody, and of others of the family who moved with them."""
    person = load(request, person_id)
    form = MoveForm(posted(request), others=_others(signed_in_as(request), person))

    def deed() -> str:
        addresses.move(
            people=[person, *form.companions],
            address=form.address,
            keeps_others=bool(form.cleaned_data["keeps_others"]),
            by=signed_in_as(request),
            at=timezone.now(),
        )
        return presenters.person_url(person.pk)

    return show(request, form, person, deed, "move")


@allowed(can_search)
def edit_address(request: HttpRequest, address_id: UUID) -> HttpResponse:
    """Correct an address."""
    row = row_or_404(Address.objects.all(), pk=address_id)
    person = load(request, row.person_id)
    _refuse_hidden(signed_in_as(request), person, row)
    names = ["lines", "postcode", "from_on", "to_on", "confidential"]
    saved = {name: getattr(row, name) for name in names} | {"expected_version": row.version}
    form = AddressForm(posted(request), initial=saved)

    def deed() -> str:
        addresses.correct(
            address=row,
            expected_version=form.cleaned_data["expected_version"] or row.version,
            by=signed_in_as(request),
            at=timezone.now(),
            **form.corrections,
        )
        return presenters.person_url(person.pk)

    return show(request, form, person, deed, "address", saved=saved)


@allowed(can_search)
def new_way(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Add a telephone number or an email address."""
    person = load(request, person_id)
    form = ContactWayForm(posted(request))

    def deed() -> str:
        contact_way.add(person=person, way=form.new, by=signed_in_as(request), at=timezone.now())
        return presenters.person_url(person.pk)

    return show(request, form, person, deed, "contact_way_new")


@allowed(can_search)
def edit_way(request: HttpRequest, way_id: UUID) -> HttpResponse:
    """Correct a telephone number or an email address."""
    row = row_or_404(ContactWay.objects.all(), pk=way_id)
    person = load(request, row.person_id)
    _refuse_hidden(signed_in_as(request), person, row)
    form = ContactWayForm(posted(request), initial=way_of(row))

    def deed() -> str:
        contact_way.correct(
            way=row,
            expected_version=form.cleaned_data["expected_version"] or row.version,
            by=signed_in_as(request),
            at=timezone.now(),
            **form.way,
        )
        return presenters.person_url(person.pk)

    return show(request, form, person, deed, "contact_way", saved=way_of(row))


def _others(practitioner: Practitioner, person: Person) -> list[Person]:
    """Return who belongs now to a family of this person that the practitioner may see."""
    today = timezone.localdate()
    families = FamilyMembership.objects.current(today).filter(
        person=person, family__in=access.family_scope(practitioner).values("pk")
    )
    beside = FamilyMembership.objects.current(today).filter(family__in=families.values("family"))
    return list(
        Person.objects.filter(pk__in=beside.values("person"))
        .exclude(pk=person.pk)
        .order_by("date_of_birth", "pk")
    )


def _refuse_hidden(practitioner: Practitioner, person: Person, row: Address | ContactWay) -> None:
    """Answer as if it were not there where the practitioner may not see it."""
    if not access.disclosures(practitioner, [person])[person.pk].shows(confidential=row.confidential):
        raise Http404("There is no such address or number, or you may not see it")

"""The page about a person, and the pages on which what it shows is changed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from baton.partnership.guard import allowed
from baton.people import access, presenters
from baton.people.access import get_person_or_refuse, signed_in_as
from baton.people.actions import person as actions
from baton.people.actions.records import NewName
from baton.people.forms.person import BirthForm, DetailsForm, OtherNameForm, RenameForm, details_of
from baton.people.models import Person
from baton.people.permissions import can_edit_person, can_search
from baton.people.rules.persons import FormerNameKind, Sex
from baton.people.views.deeds import once, posted, require
from baton.ui.forms import Form


@allowed(can_search)
def page(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who somebody is, as far as the reader may see it."""
    person = get_person_or_refuse(request, person_id)
    practitioner = signed_in_as(request)
    may_edit = can_edit_person(practitioner, person)
    shown = presenters.present_person(person, practitioner, may_edit=may_edit)
    return render(
        request, "people/person/page.jinja", {"page": shown, "person": person, "may_edit": may_edit}
    )


@allowed(can_search)
def edit(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Correct what was written down of somebody."""
    person = load(request, person_id)
    shows = access.disclosures(signed_in_as(request), [person])[person.pk]
    form = DetailsForm(posted(request), person=person, school=shows.ordinary)

    def deed() -> str:
        actions.correct(person=person, **_common(request, form, person), **form.corrections)
        return presenters.person_url(person.pk)

    return show(request, form, person, deed, "edit", saved=details_of(person))


@allowed(can_search)
def rename(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Give somebody a new name, and keep the old one."""
    person = load(request, person_id)
    form = RenameForm(posted(request), initial=_names_of(person))

    def deed() -> str:
        values = form.values
        actions.rename(
            person=person,
            given_names=values["given_names"],
            family_name=values["family_name"],
            kind=FormerNameKind(values["kind"]),
            on=values["on"],
            **_common(request, form, person),
        )
        return presenters.person_url(person.pk)

    return show(request, form, person, deed, "rename", saved=_names_of(person))


@allowed(can_search)
def other_name(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down another name of somebody."""
    person = load(request, person_id)
    form = OtherNameForm(posted(request))

    def deed() -> str:
        values = form.values
        name = NewName(**values | {"kind": FormerNameKind(values["kind"])})
        actions.add_name(person=person, name=name, by=signed_in_as(request), at=timezone.now())
        return presenters.person_url(person.pk)

    return show(request, form, person, deed, "other_name")


@allowed(can_search)
def born(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record a birth."""
    person = load(request, person_id)
    form = BirthForm(posted(request), initial=_names_of(person))

    def deed() -> str:
        values = form.values
        actions.be_born(
            person=person, **values | {"sex": Sex(values["sex"])}, **_common(request, form, person)
        )
        return presenters.person_url(person.pk)

    return show(request, form, person, deed, "born", refusals=[actions.AlreadyBorn])


def load(request: HttpRequest, person_id: UUID) -> Person:
    """Return a person whom the practitioner may see and edit. Raises `Http404`, `Restricted`, `PermissionDenied`."""
    person = get_person_or_refuse(request, person_id)
    require(can_edit_person(signed_in_as(request), person))
    return person


def show(
    request: HttpRequest,
    form: Form,
    person: Person,
    deed: Any,
    template: str,
    *,
    saved: Any = None,
    refusals: Any = (),
) -> HttpResponse:
    """Do what a page about a person asks for, or show it."""
    if saved and form.is_bound:
        form.initial = {**saved, **form.initial}
    if (
        request.method == "POST"
        and form.is_valid()
        and (answer := once(request, form, deed, refusals=refusals))
    ):
        return answer
    context = {
        "form": form,
        "person": person,
        "cancel_url": presenters.person_url(person.pk),
    }
    return render(request, f"people/person/{template}.jinja", context)


def _common(request: HttpRequest, form: Form, person: Person) -> dict[str, Any]:
    return {
        "expected_version": form.cleaned_data["expected_version"] or person.version,
        "by": signed_in_as(request),
        "at": timezone.now(),
    }


def _names_of(person: Person) -> dict[str, Any]:
    return {
        "given_names": person.given_names,
        "family_name": person.family_name,
        "expected_version": person.version,
    }

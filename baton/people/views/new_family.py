"""Opening a family's record with its first people: after a search, kept as a draft, looked at once more at the end."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from baton.core import drafts
from baton.partnership import places
from baton.partnership.guard import allowed
from baton.partnership.models import Locality
from baton.people import presenters
from baton.people.access import signed_in_as
from baton.people.actions import family as families
from baton.people.actions import household
from baton.people.actions.records import NewFamily
from baton.people.forms.family import MOST_PEOPLE, MemberForm, NewFamilyForm
from baton.people.forms.search import SearchForm, read_ticket, ticket, ticket_for, typed_in
from baton.people.permissions import can_create_family
from baton.people.rules.query import read
from baton.people.views.deeds import once
from baton.people.views.known import KnownAlready, known_already
from baton.ui import searches
from baton.ui.forms import SAVE_FOR_LATER, Repeated

FORM = "new_family"


@allowed(can_create_family)
def new(request: HttpRequest) -> HttpResponse:
    """Open the record of a family with its first people; only after a search."""
    searched = request.POST.get("searched") or _taken_up(request) or searched_before(request)
    typed = read_ticket(signed_in_as(request), searched)
    if typed is None:
        messages.info(request, "Search first: the family may be known already.")
        return redirect("family_search")
    form, several = _forms(request, typed)
    if SAVE_FOR_LATER in request.POST:
        if kept := _keep(request, form, typed):
            return kept
        return _page(request, form, several, searched, typed, [])
    known: list[KnownAlready] = []
    if request.method == "POST" and not several.pressed and all([form.is_valid(), several.is_valid()]):
        joining = [member.joining(*form.addresses) for member in several]  # type: ignore[attr-defined]
        if not form.cleaned_data["none_of_these"]:
            known = known_already(signed_in_as(request), [each.person for each in joining])
        if not known and (answer := _begin(request, form, joining, typed)):
            return answer
    return _page(request, form, several, searched, typed, known)


def _page(
    request: HttpRequest,
    form: NewFamilyForm,
    several: Repeated,
    searched: str,
    typed: dict[str, str],
    known: list[KnownAlready],
) -> HttpResponse:
    context = {
        "form": form,
        "several": several,
        "parts": [form, several],
        "known": known,
        "searched": searched,
    }
    context |= {"autosave_url": reverse("draft_save", kwargs={"form": FORM, "subject": subject_of(typed)})}
    return render(request, "people/family/new.jinja", context)


def searched_before(request: HttpRequest) -> str:
    """Return the proof of the search that the address names, nothing where it is not kept or found nothing to ask."""
    form = SearchForm(searches.asked(request, SearchForm))
    return ticket(signed_in_as(request), form) if form.is_valid() else ""


def _taken_up(request: HttpRequest) -> str:
    """Return the proof of the search from which the draft began that the address names."""
    practitioner, subject = signed_in_as(request), request.GET.get("draft", "")
    draft = drafts.load(owner_key=str(practitioner.pk), form=FORM, subject=subject) if subject else None
    typed = typed_in(draft.data.get("searched", [""])[0]) if draft else None
    return ticket_for(practitioner, typed) if typed else ""


def subject_of(typed: dict[str, str]) -> str:
    """Return the name of the draft that belongs to a search: the same words lead to the same draft.

    It stands in addresses: without our key nobody can try out which words it was made from.
    """
    words = "\n".join(typed[name] for name in ("q", "born", "postcode"))
    return str(UUID(bytes=salted_hmac("people.new_family", words, algorithm="sha256").digest()[:16]))


def _keep(request: HttpRequest, form: NewFamilyForm, typed: dict[str, str]) -> HttpResponse | None:
    """Keep what was typed and go back to the search; nothing where it is too long: the form says so."""
    owner, subject, data = str(request.user.pk), subject_of(typed), dict(request.POST.lists())
    try:
        drafts.save(owner_key=owner, form=FORM, data=data, at=timezone.now(), subject=subject)
    except drafts.DraftTooLarge as fault:
        form.add_error(None, str(fault))
        return None
    messages.success(request, "Kept. It waits for you below the search.")
    return redirect("family_search")


def _forms(request: HttpRequest, typed: dict[str, str]) -> tuple[NewFamilyForm, Repeated]:
    if request.method == "POST":
        several = Repeated(MemberForm, "people", noun="person", data=request.POST, most=MOST_PEOPLE)
        return NewFamilyForm(draft=request.POST) if several.pressed else NewFamilyForm(request.POST), several
    draft = drafts.load(owner_key=str(request.user.pk), form=FORM, subject=subject_of(typed))
    if draft is not None:
        several = Repeated(MemberForm, "people", noun="person", draft=drafts.as_post(draft), most=MOST_PEOPLE)
        return NewFamilyForm(draft=drafts.as_post(draft)), several
    several = Repeated(MemberForm, "people", noun="person", initial=[_first(typed)], most=MOST_PEOPLE)
    return NewFamilyForm(initial={"postcode": typed["postcode"]}), several


def _first(typed: dict[str, str]) -> dict[str, Any]:
    """Return what the search says of the first person: a date of birth, and two words as first and family name."""
    words = [word for word in typed["q"].split() if word.replace("-", "").replace("'", "").isalpha()]
    asked = read(typed["q"], today=timezone.localdate())
    born = date.fromisoformat(typed["born"]) if typed["born"] else asked.born
    named = {"given_names": words[0], "family_name": words[1]} if len(words) == 2 else {}
    return {"date_of_birth": born} | named


def _begin(
    request: HttpRequest, form: NewFamilyForm, joining: list[household.Joining], typed: dict[str, str]
) -> HttpResponse | None:
    family = NewFamily(name=form.values["name"], locality_id=_locality_of(form.values["postcode"]))

    def deed() -> str:
        row = household.begin(new=family, people=joining, by=signed_in_as(request), at=timezone.now())
        drafts.discard(owner_key=str(request.user.pk), form=FORM, subject=subject_of(typed))
        return presenters.family_url(row.pk)

    return once(request, form, deed, refusals=[families.WrongRole])


def _locality_of(postcode: str) -> UUID | None:
    code = places.locate(postcode).locality_code if postcode else None
    return (
        Locality.objects.filter(code=code, active=True).values_list("pk", flat=True).first() if code else None
    )

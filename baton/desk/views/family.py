"""The family page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from baton.desk import family as desk
from baton.partnership.guard import PractitionerRequest, signed_in
from baton.people.access import get_family_or_refuse
from baton.people.presenters.family import identity, involvements_of
from baton.people.presenters.loaded import FamilyPeople
from baton.people.presenters.tree import who_is_who


@signed_in
def page(request: PractitionerRequest, family_id: UUID) -> HttpResponse:
    """Show who is who, who is involved, what is open, and the story of a family."""
    family = get_family_or_refuse(request, family_id)
    people = FamilyPeople.of(family)
    group, person = request.GET.get("kind", ""), _uuid(request.GET.get("person", ""))
    context = {
        "family": family,
        "identity": identity(family, request.user, people),
        "members": who_is_who(people),
        "involvements": [line for line in involvements_of(family) if not line.past],
        "open_things": desk.open_things(family, request.user),
        "may_enter": desk.may_enter(family, request.user),
        "story": desk.story(
            family, request.user, group=group, person=person, before=request.GET.get("before", "")
        ),
        "kind": group,
        "person": str(person or ""),
    }
    return render(request, "desk/family/page.jinja", context)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

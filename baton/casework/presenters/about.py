"""Whom a choice is about: the family beside the question who is to lead, as far as the chooser may see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from baton.casework.models.needs import needs_with
from baton.casework.models.standing import Member, members_of
from baton.core import dates
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile import Profile
from baton.people import access
from baton.people.models import Family
from baton.ui.components import Row


@dataclass(frozen=True)
class AboutFamily:
    """A family in short: each child and adult with what matters for the choice, then what they share."""

    name: str
    url: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _One:
    """Somebody of the family: who they are, and what matters about them."""

    who: str
    is_adult: bool
    details: list[str]


def about_family(family: Family, reader: Practitioner, profile: Profile, *, level: str) -> AboutFamily:
    """Return a family in short; `level` is its level of need in words. Three queries.

    Where somebody can be met is left out where the reader may not see it (`people.rules.disclosure`).
    """
    members = members_of(family.pk, dates.today())
    shown = access.disclosures(reader, [member.person for member in members])
    needs: dict[UUID | None, list[str]] = {}
    theirs = Q(person__in=shown) | Q(person=None, family=family.pk)
    for need in needs_with(family.pk).filter(theirs):
        needs.setdefault(need.person_id, []).append(profile.needs.label(need.code))
    people = [
        _one(member, profile, needs.get(member.person.pk, []), met=shown[member.person.pk].ordinary)
        for member in members
    ]
    return AboutFamily(
        name=family.name,
        url=reverse("family_page", args=[family.pk]),
        rows=(
            *(Row(one.who, one.details) for one in people if not one.is_adult),
            Row("Adults", [". ".join([one.who, *one.details]) for one in people if one.is_adult]),
            Row("Needs of the family", _once(needs.get(None, []))),
            Row("Level of need", level),
            Row(profile.words.locality.start, family.locality.name if family.locality else "Not placed yet"),
        ),
    )


def _one(member: Member, profile: Profile, needs: list[str], *, met: bool) -> _One:
    age = member.person.age_words(dates.today())
    details = list(_details(member, profile, needs, met=met))
    return _One(f"{member.person.called}, {age}", member.is_adult, details)


def _details(member: Member, profile: Profile, needs: list[str], *, met: bool) -> Iterator[str]:
    person, languages = member.person, profile.languages
    school = person.school.name if person.school else person.school_name
    if school and met:
        yield f"School or setting: {school}"
    if person.first_language:
        yield f"First language: {languages.label(person.first_language)}"
    if person.interpreter_language:
        yield f"Needs an interpreter: {languages.label(person.interpreter_language)}"
    if needs:
        yield f"Needs: {'; '.join(_once(needs))}"


def _once(words: list[str]) -> list[str]:
    return list(dict.fromkeys(words))

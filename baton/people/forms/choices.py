"""Choices that several forms offer: from the profile where the partnership chooses the words."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from baton.partnership import profiles
from baton.partnership.models import Locality, Organisation, Practitioner
from baton.partnership.rules.profile_codes import SourceType
from baton.people.rules.membership import FORWARD, RelationshipKind
from baton.ui.fields import Choice
from baton.ui.fields.choices import ChoosingField
from baton.ui.forms import BaseForm

Choices = list[tuple[str, str]]

EDUCATES = frozenset({SourceType.SCHOOL, SourceType.CHILDCARE})
"""Where a child may be on the roll."""


def sexes() -> Choices:
    """Recorded sexes, in the profile's words."""
    return profiles.current().sexes.choices


def ethnicities() -> Choices:
    """The 21 national codes, in the profile's words."""
    return profiles.current().ethnicities.choices


def relationships() -> Choices:
    """What one person may be to another: the profile's words where it has them, ours for the rest."""
    profile = profiles.current().relationships
    return [
        (kind.value, relationship_words(kind) if kind in profile else FORWARD[kind].capitalize())
        for kind in FORWARD
    ]


def relationship_words(kind: RelationshipKind) -> str:
    """Return the words for a relationship."""
    profile = profiles.current().relationships
    return profile.label(kind) if kind in profile else FORWARD[kind].capitalize()


def agency_types() -> Choices:
    """Kinds of organisation that may be involved."""
    return profiles.current().agency_types.choices


def organisations() -> Choices:
    """Organisations in use, by name."""
    return [
        (str(pk), name)
        for pk, name in Organisation.objects.in_use().order_by("name").values_list("pk", "name")
    ]


def schools() -> Choices:
    """Schools, colleges and nurseries in use, by name."""
    types = [each.code for each in profiles.current().agency_types if each.source_type in EDUCATES]
    found = Organisation.objects.in_use().filter(agency_type__in=types).order_by("name")
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def languages(*saved: str) -> Choices:
    """Languages, in the profile's words; and what is saved already, where an import brought other words."""
    offered = profiles.current().languages.choices
    known = {code for code, _ in offered}
    return [*offered, *((words, words) for words in dict.fromkeys(saved) if words and words not in known)]


def localities() -> Choices:
    """Localities in use, by name."""
    found = Locality.objects.filter(active=True).order_by("name")
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def practitioners() -> Choices:
    """Working practitioners, by name, with their job."""
    found = (
        Practitioner.objects.working()
        .order_by("name", "email")
        .values_list("pk", "name", "job_title", "email")
    )
    return [(str(pk), f"{name}, {job or email}") for pk, name, job, email in found]


def offer(form: BaseForm, field: str, offered: Sequence[Choice | tuple[str, str]]) -> None:
    """Set what a field of a form offers."""
    cast(ChoosingField, form.fields[field]).choices = offered


def as_id(text: str) -> UUID | None:
    """Return the id that a choice stands for."""
    return UUID(text) if text else None

"""Finding people: search before create.

`find` takes apart what was typed (`rules.query`), asks the key table for candidates within the scope of whoever asks,
best first and at most `CANDIDATES`, then judges each by what the asker may see of them (`rules.likeness`) and says
why it was found.

Nobody outside the scope leaves a trace: they are cut off before candidates are counted. An address takes part only
where its asker may see it, a confidential one never.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, IntegerField, Max, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.utils import timezone

from baton.core import wall
from baton.partnership.models import Practitioner
from baton.people import access
from baton.people.models import (
    Address,
    ContactWay,
    Family,
    FamilyMembership,
    FormerName,
    NamePart,
    Person,
    PersonKey,
)
from baton.people.models.family import scope_for
from baton.people.rules import likeness
from baton.people.rules.keys import KeyKind, Name, key
from baton.people.rules.near import is_near, shadows
from baton.people.rules.persons import ContactKind
from baton.people.rules.query import Asked, dates_near, read
from baton.people.rules.sounds import sound

CANDIDATES = 60
"""How many candidates are judged one by one: a name that many bear needs something beside it (ours)."""

RANKED = 1000
"""How many are ranked before it is asked who of them may be seen (ours)."""

NOBODY = UUID(int=0)
"""Asked for with those ranked: the questions are as many where none was."""

EXACT, NEAR, SOUNDS = 4, 3, 2
"""What one part of a name weighs among the candidates, by how it was met."""

BORN, PLACED, BORN_NEAR = 6, 4, 2
"""What a date of birth, a postcode, and a date of birth with day and month swapped weigh there."""

SURE = 50
"""What an identifier or a telephone number weighs there."""

Weights = dict[int, int]


@dataclass(frozen=True)
class Match:
    """A person found, the families through which the asker may see them, and why they were found, best reason first."""

    person: Person
    families: tuple[Family, ...]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Sought:
    """The values of the keys asked for, each with its weight: one group for each thing that was asked for."""

    parts: tuple[Weights, ...] = ()
    beside: tuple[Weights, ...] = ()
    sure: tuple[Weights, ...] = ()

    @property
    def groups(self) -> tuple[Weights, ...]:
        """All groups."""
        return (*self.parts, *self.beside, *self.sure)


def find(query: str | Asked, practitioner: Practitioner, limit: int = 20) -> list[Match]:
    """Return the people that the practitioner may see and most likely means, best first, at most `limit`.

    Seven queries at most, however many are found.
    """
    asked = read(query, today=timezone.localdate()) if isinstance(query, str) else query
    if asked.is_empty:
        return []
    ids = _candidates(asked, practitioner)
    people = _Loaded(ids, asked, practitioner)
    matches = [
        Match(person=person, families=people.families(person), score=judged.score, reasons=judged.reasons)
        for person in people.rows
        if (judged := likeness.judge(asked, people.known(person)))
    ]
    return sorted(matches, key=_order)[:limit]


def _order(match: Match) -> tuple[float, str, str, str]:
    person = match.person
    return (-match.score, person.family_name, person.given_names, str(person.pk))


def _candidates(asked: Asked, practitioner: Practitioner) -> list[UUID]:
    """Return who shares the most keys with what is asked for, and enough of them, of those whom the practitioner sees."""
    visible = Person.objects.visible_to(practitioner)
    if asked.reference:
        of_family = visible.filter(memberships__family__reference=asked.reference)
        return list(of_family.values_list("pk", flat=True).distinct()[:CANDIDATES])
    sought = _sought(asked)
    if scope_for(practitioner).is_wide:
        # Who bears a common name is hidden from few whose roles open most families: asked of each of its keys first,
        # the wall would take most of the time. The best are found without it, and pass through it by name.
        with wall.beyond(wall.Purpose.RANKING):
            ranked = list(_best(sought, PersonKey.objects.all())[:RANKED])
        seen = set(visible.filter(pk__in=[*ranked, NOBODY]).values_list("pk", flat=True))
        found = [person for person in ranked if person in seen][:CANDIDATES]
        if len(found) == CANDIDATES or len(ranked) < RANKED:
            return found
    return list(_best(sought, PersonKey.objects.filter(person__in=visible.values("pk")))[:CANDIDATES])


def _best(sought: Sought, keys: QuerySet[PersonKey]) -> QuerySet[Any, Any]:
    """Return the ids of those of whom enough keys are sought, who has most first."""
    values = [value for group in sought.groups for value in group]
    found = (
        keys.filter(value__in=values)
        .values("person")
        .annotate(
            weight=_sum(_best_of(group) for group in sought.groups),
            met=_sum(_is_met(group) for group in sought.parts),
            beside=_sum(_is_met(group) for group in sought.beside),
            sure=_sum(_is_met(group) for group in sought.sure),
        )
        .filter(_is_enough(len(sought.parts)))
        .order_by("-weight", "person")
    )
    return found.values_list("person", flat=True)


def _is_enough(parts: int) -> Q:
    """Return the condition of `likeness.judge` on the candidates."""
    enough = Q(sure__gt=0) | Q(beside__gt=1)
    if parts == 0:
        return enough | Q(beside__gt=0)
    return enough | Q(met=parts) | Q(beside__gt=0, met__gte=(parts + 1) // 2)


def _sought(asked: Asked) -> Sought:
    """Return the keys to ask for."""
    neighbours = _neighbours(asked.name_parts)
    parts = tuple(
        {key(KeyKind.SOUND, sound(part)).value: SOUNDS}
        | {key(KeyKind.NAME, near).value: NEAR for near in neighbours[part]}
        | {key(KeyKind.NAME, part).value: EXACT}
        for part in asked.name_parts
    )
    beside = []
    if asked.born:
        beside.append(
            {key(KeyKind.BIRTH, day.isoformat()).value: BORN_NEAR for day in dates_near(asked.born)}
            | {key(KeyKind.BIRTH, asked.born.isoformat()).value: BORN}
        )
    if asked.postcode:
        beside.append({key(KeyKind.POSTCODE, asked.postcode).value: PLACED})
    identifiers = ((KeyKind.UPN, asked.upn), (KeyKind.NHS, asked.nhs_number), (KeyKind.PHONE, asked.phone))
    sure = tuple({key(kind, text).value: SURE} for kind, text in identifiers if text)
    return Sought(parts=parts, beside=tuple(beside), sure=sure)


def _neighbours(parts: Sequence[str]) -> dict[str, list[str]]:
    """Return for each part the parts of known names that it may be a misspelling of."""
    marks = {shadow for part in parts for shadow in shadows(part)}
    known = (
        NamePart.objects.filter(shadows__overlap=sorted(marks)).values_list("part", flat=True)
        if marks
        else []
    )
    near = list(known)
    return {part: [other for other in near if is_near(part, other)] for part in parts}


def _sum(expressions: Iterable[Combinable]) -> Combinable:
    return sum(expressions, cast(Combinable, Value(0)))


def _best_of(weights: Weights) -> Combinable:
    """Return the weight of the best key of a group that somebody has."""
    by_weight: dict[int, list[int]] = {}
    for value, weight in weights.items():
        by_weight.setdefault(weight, []).append(value)
    cases = [
        When(value__in=values, then=Value(weight))
        for weight, values in sorted(by_weight.items(), reverse=True)
    ]
    return Max(Case(*cases, default=Value(0), output_field=IntegerField()))


def _is_met(weights: Weights) -> Combinable:
    """Return 1 where somebody has any key of a group."""
    return Max(
        Case(When(value__in=list(weights), then=Value(1)), default=Value(0), output_field=IntegerField())
    )


class _Loaded:
    """Candidates with all that they are judged by, in three queries at most."""

    def __init__(self, ids: list[UUID], asked: Asked, practitioner: Practitioner) -> None:
        self.today = timezone.localdate()
        self.rows = list(_with_everything(ids, asked))
        families = access.family_scope(practitioner).values("pk")
        memberships = FamilyMembership.objects.filter(person__in=ids, family__in=families)
        self._families: dict[UUID, dict[Family, None]] = {}
        for membership in memberships.select_related("family").order_by("family__name", "family"):
            self._families.setdefault(membership.person_id, {})[membership.family] = None
        is_asked = asked.postcode or asked.phone
        self._disclosed = access.disclosures(practitioner, self.rows) if is_asked else {}

    def families(self, person: Person) -> tuple[Family, ...]:
        """The families through which the asker sees this person, each once."""
        return tuple(self._families.get(person.pk, {}))

    def known(self, person: Any) -> likeness.Known:
        """What this person is judged by: addresses and numbers only where the asker may see them."""
        shows = person.pk in self._disclosed and self._disclosed[person.pk].ordinary
        places = person.places if shows else []
        return likeness.Known(
            name=Name(person.given_names, person.family_name),
            known_as=person.known_as,
            former_names=tuple(Name(row["given"], row["family"]) for row in person.names_before),
            born=person.date_of_birth,
            postcodes=tuple(row["postcode"] for row in places if self._is_present(row)),
            past_postcodes=tuple(row["postcode"] for row in places if not self._is_present(row)),
            phones=tuple(person.numbers) if shows else (),
            upn=person.upn if person.upn_checked else "",
            nhs_number=person.nhs_number if person.nhs_number_checked else "",
            references=tuple(family.reference for family in self.families(person)),
        )

    def _is_present(self, place: dict[str, Any]) -> bool:
        return place["to_on"] is None or place["to_on"] > self.today.isoformat()


def _with_everything(ids: list[UUID], asked: Asked) -> QuerySet[Person]:
    """Return candidates with their former names and, where asked for, addresses and numbers but confidential ones."""
    of_person = {"person": OuterRef("pk")}
    former = FormerName.objects.filter(**of_person).order_by("pk")
    candidates = Person.objects.filter(pk__in=ids).annotate(
        names_before=ArraySubquery(former.values(row=JSONObject(given="given_names", family="family_name")))
    )
    if asked.postcode or asked.phone:
        places = Address.objects.filter(**of_person, confidential=False).order_by("pk")
        ways = ContactWay.objects.filter(**of_person, confidential=False).exclude(kind=ContactKind.EMAIL)
        candidates = candidates.annotate(
            places=ArraySubquery(places.values(row=JSONObject(postcode="postcode", to_on="to_on"))),
            numbers=ArraySubquery(ways.order_by("pk").values("value")),
        )
    return candidates

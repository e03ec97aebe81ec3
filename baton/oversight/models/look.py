"""The looks at one family, within what the reader may be told of them; the wall's twin is `people/migrations`."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from baton.core import dates
from baton.journal.models import AccessEntry
from baton.oversight.rules.look import IN_PASSING, SEES_EVERY_LOOK, Told
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.people.models import AccessGrant, Family, held
from baton.people.models.family import scope_for
from baton.people.rules.facts import GrantKind


def told_of(practitioner: Practitioner, family: Family) -> Told:
    """Return how much a practitioner is told of who looked at a family that they can see."""
    scope = scope_for(practitioner)
    if scope.is_nothing:
        return Told.NOTHING
    if practitioner.has_role(*SEES_EVERY_LOOK):
        return Told.ALL
    leads = {GrantKind.LEAD_PRACTITIONER} & scope.kinds
    if family.pk in held.granted(practitioner, leads):
        return Told.SHOWN
    if not practitioner.has_role(Role.TEAM_MANAGER):
        return Told.NOTHING
    grants = AccessGrant.objects.in_force(timezone.now()).filter(family=family)
    manages = grants.filter(kind=GrantKind.MANAGER, organisation__in=scope.organisations).exists()
    return Told.SHOWN if manages else Told.NOTHING


def looks_at(family: Family, told: Told) -> QuerySet[AccessEntry]:
    """Return the looks at a family of which somebody is told so much."""
    looks = AccessEntry.objects.of_family(family.pk)
    if told == Told.ALL:
        return looks
    return looks.allowed().exclude(what=AccessEntry.What.LOG) if told == Told.SHOWN else looks.none()


def narrowed(looks: QuerySet[AccessEntry], chosen: Mapping[str, Any]) -> QuerySet[AccessEntry]:
    """Return the looks as the filter says (`forms.look.LookFilter`), the newest first."""
    if not chosen.get("in_passing"):
        looks = looks.exclude(what__in=IN_PASSING)
    if chosen.get("from_on"):
        looks = looks.filter(at__gte=dates.day_bounds(chosen["from_on"], chosen["from_on"])[0])
    if chosen.get("to_on"):
        looks = looks.filter(at__lt=dates.day_bounds(chosen["to_on"], chosen["to_on"])[1])
    if chosen.get("who"):
        looks = looks.filter(practitioner_id=chosen["who"])
    return looks.order_by("-at", "-id")


def by_day(looks: QuerySet[AccessEntry]) -> QuerySet[Any, Any]:
    """Return one row for each day, practitioner, organisation and outcome: what they were shown, from when to when."""
    days = looks.order_by().annotate(day=TruncDate("at"))
    return (
        days.values("day", "practitioner_id", "organisation_id", "role", "outcome")
        .annotate(
            first=Min("at"),
            last=Max("at"),
            times=Count("request_id", distinct=True),
            shown=ArrayAgg("url_name", distinct=True, order_by="url_name"),
            hows=ArrayAgg("what", distinct=True, order_by="what"),
            reasons=ArrayAgg("reason", distinct=True, filter=~Q(reason=""), default=[]),
        )
        .order_by("-day", "-last", "practitioner_id")
    )


def lookers(looks: QuerySet[AccessEntry]) -> list[tuple[str, str]]:
    """Return who is among the looks, by id and name, in the order of names. One query."""
    ids = looks.order_by().values("practitioner_id")
    found = Practitioner.objects.filter(pk__in=ids).order_by("name", "pk").values_list("pk", "name")
    return [(str(pk), name) for pk, name in found]

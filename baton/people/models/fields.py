"""Constraints that several models share."""

from collections.abc import Iterable
from enum import StrEnum

from django.db import models
from django.db.models import F, Q


def one_of(
    field: str, codes: type[StrEnum] | Iterable[str], name: str, *, blank: bool = False
) -> models.CheckConstraint:
    """Return the constraint that a field holds one of these codes (or nothing, where `blank`)."""
    allowed = [str(code) for code in codes] + ([""] if blank else [])
    return models.CheckConstraint(condition=Q(**{f"{field}__in": allowed}), name=name)


def in_order(earlier: str, later: str, name: str) -> models.CheckConstraint:
    """Return the constraint that `later` is not before `earlier`; either may be unknown."""
    known = Q(**{f"{earlier}__isnull": True}) | Q(**{f"{later}__isnull": True})
    return models.CheckConstraint(condition=known | Q(**{f"{later}__gte": F(earlier)}), name=name)


def at_least_one(name: str, *fields: str) -> models.CheckConstraint:
    """Return the constraint that at least one of the fields is set."""
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{field}__isnull": False})
    return models.CheckConstraint(condition=condition, name=name)


def exactly_one(name: str, first: str, second: str) -> models.CheckConstraint:
    """Return the constraint that one of two fields is set and the other is not."""
    one = Q(**{f"{first}__isnull": False, f"{second}__isnull": True})
    other = Q(**{f"{first}__isnull": True, f"{second}__isnull": False})
    return models.CheckConstraint(condition=one | other, name=name)

"""What an event may hold: ids, codes, numbers and dates. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

LONGEST_CODE = 80
"""Longer strings are text, and text does not belong in an event (ours)."""

_CODE = re.compile(r"[a-z0-9_.:+/-]*|[A-Z0-9_.:+/-]*")


class NotACode(ValueError):
    """Something in an event's data is not an id, a code, a number or a date."""

    def __init__(self, where: str, value: object) -> None:
        super().__init__(
            f"{where!r} of the event holds a {type(value).__name__} that is no id, code, number or date: "
            "names and free text stay in their own table; record the row's id instead"
        )


def coded(value: Any, where: str = "data") -> Any:
    """Return `value` as plain JSON, once it is known to hold only ids, codes, numbers and dates.

    A code is in one case throughout, without spaces, at most `LONGEST_CODE` long: so a name of the usual
    spelling does not pass. Raises `NotACode`, which says where. Source: architecture rule 4.
    """
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {coded_key(key, where): coded(item, f"{where}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [coded(item, f"{where}[{number}]") for number, item in enumerate(items)]
    return coded_text(value, where)


def coded_key(key: object, where: str) -> str:
    """Return a key of the data if it is a code. Raises `NotACode`."""
    text = coded_text(key, where)
    if not text:
        raise NotACode(where, key)
    return text


def coded_text(value: object, where: str) -> str:
    """Return an id, a date, an exact number or a code as text. Raises `NotACode`."""
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and len(value) <= LONGEST_CODE and _CODE.fullmatch(value):
        return str(value)
    raise NotACode(where, value)

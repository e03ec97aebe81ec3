"""From the text of one cell to a value, or to the words that say why it is none."""

import re
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from baton.core.rules import moments
from baton.integrations.rules.legacy.notes import quoted
from baton.integrations.rules.legacy.tables import Column, Kind

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years that a record may name: others are slips of the keyboard (ours)."""

LEVELS = range(1, 5)
"""Levels of need, 1 to 4 (early-help.md, the continuum of need)."""

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}(:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
    r"|[0-9]{8}T[0-9]{2}([0-9]{2}([0-9]{2}([.,][0-9]{1,6})?)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
)
_SCORE = re.compile(r"-?[0-9]{1,5}(\.[0-9]{1,2})?")
_WHOLE = re.compile(r"-?[0-9]{1,9}")


class NotAValue(ValueError):
    """The cell cannot be read as what its column holds; the message says why."""


def cell_fault(text: str) -> str:
    """Say why the characters of a cell cannot be kept at all, or return nothing."""
    if any("\udc80" <= sign <= "\udcff" for sign in text):
        return "the text is not UTF-8: save the file as CSV UTF-8"
    if "\x00" in text:
        return "a NUL character stands in the text: remove it"
    return ""


def value_of(column: Column, text: str, zone: tzinfo) -> Any:
    """Return the value of a cell that is not empty. Raises `NotAValue`."""
    if len(text) > column.longest:
        raise NotAValue(f"{len(text):,} characters are too many: at most {column.longest:,}")
    match column.kind:
        case Kind.DAY:
            return _day(text)
        case Kind.MOMENT:
            return _moment(text, zone)
        case Kind.CODE:
            return _code(column, text)
        case Kind.LEVEL:
            return _level(text)
        case Kind.SCORE:
            return _score(text)
        case _:
            return text


def _day(text: str) -> date:
    try:
        return _within(moments.parse_day(text), text)
    except moments.NotADate:
        raise NotAValue(
            f"{quoted(text)} is not a date: write year-month-day, for example 2026-03-31"
        ) from None


def _moment(text: str, zone: tzinfo) -> datetime:
    wrong = NotAValue(
        f"{quoted(text)} is not a date and time: write it like 2026-03-31T14:05, "
        "with an offset where it is not local time"
    )
    if not _MOMENT.fullmatch(text):
        raise wrong
    try:
        found = moments.parse_moment(text, zone)
    except moments.NoSuchTime as error:
        raise NotAValue(str(error)) from None
    except (moments.NotAMoment, OverflowError):
        raise wrong from None
    _within(found.date(), text)
    return found


def _within(day: date, text: str) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotAValue(f"{quoted(text)} is not a date that can be meant: the year is {day.year}")
    return day


def _code(column: Column, text: str) -> str:
    code = dict(column.also).get(text, text)
    if code not in column.codes:
        raise NotAValue(f"{quoted(text)} is not one of {', '.join(sorted(column.codes))}")
    return code


def _level(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise NotAValue(f"{quoted(text)} is not a whole number")
    if int(text) not in LEVELS:
        raise NotAValue(f"{text} is not a level of need: 1, 2, 3 or 4")
    return int(text)


def _score(text: str) -> Decimal:
    if not _SCORE.fullmatch(text):
        raise NotAValue(f"{quoted(text)} is not a number with at most two decimals")
    return Decimal(text)

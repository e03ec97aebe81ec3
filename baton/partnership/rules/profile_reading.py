"""Turn plain tables (TOML or JSON) into typed, frozen values, and name every fault by file and place.

A dataclass says what a table may hold; `read` walks its annotations. What does not fit becomes a `Fault` and
reading goes on, so that one run names everything that is wrong.
"""

import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from baton.partnership.rules.profile_listing import Listing, T, Word

UNSET = "unset"
"""What a profile writes where the partnership has deliberately not decided: TOML has no empty value."""

FAILED: Any = object()
"""Stands for a value that could not be read; its fault has been noted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where, and what to do about it."""

    file: str
    place: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.wrong}" if self.place else f"{self.file}: {self.wrong}"


@dataclass(frozen=True, slots=True)
class Check:
    """A test on one value: `fits` says whether it holds, `wrong` what to do where it does not."""

    fits: Callable[[Any], bool]
    wrong: str


@dataclass(slots=True)
class Reader:
    """Reads the values of one file and keeps the faults. `strict` names what is not known too, else it is passed over."""

    file: str
    faults: list[Fault]
    strict: bool = True

    def fault(self, place: str, wrong: str) -> Any:
        """Note a fault; returns `FAILED` so that a reader can end with it."""
        self.faults.append(Fault(self.file, place, wrong))
        return FAILED

    def read(self, kind: Any, value: Any, place: str) -> Any:
        """Return `value` as `kind`, or `FAILED` after noting what is wrong with it."""
        if get_origin(kind) is Annotated:
            base, *checks = get_args(kind)
            return self._checked(self.read(base, value, place), checks, place)
        if get_origin(kind) in (Union, types.UnionType):
            if value == UNSET:
                return None
            return self.read(get_args(kind)[0], value, place)
        if kind in PLAIN:
            return self._plain(kind, value, place)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return self._member(kind, value, place)
        return self._compound(kind, value, place)

    def _checked(self, value: Any, checks: Iterable[Check], place: str) -> Any:
        if value is FAILED or value is None or not self.strict:
            return value
        for check in checks:
            if not check.fits(value):
                return self.fault(place, check.wrong)
        return value

    def _plain(self, kind: type, value: Any, place: str) -> Any:
        words, convert = PLAIN[kind]
        try:
            return convert(value)
        except (TypeError, ValueError):
            return self.fault(place, f"{shown(value)} is not {words}")

    def _member(self, kind: type[StrEnum], value: Any, place: str) -> Any:
        if isinstance(value, str) and value in kind.__members__.values():
            return kind(value)
        return self.fault(place, f"{shown(value)} is not one of {', '.join(kind)}")

    def _compound(self, kind: Any, value: Any, place: str) -> Any:
        origin = get_origin(kind)
        if origin is tuple:
            return self._sequence(get_args(kind)[0], value, place)
        if origin is Listing:
            return self._listing(get_args(kind)[0], value, place)
        if origin is Mapping:
            return self._mapping(get_args(kind)[1], value, place)
        if is_dataclass(kind) and isinstance(kind, type):
            return self.table(kind, value, place)
        raise TypeError(f"a profile cannot hold {kind!r}")

    def _sequence(self, kind: Any, value: Any, place: str) -> Any:
        if not isinstance(value, list):
            return self.fault(place, f"{shown(value)} is not a list: write it in square brackets")
        found = [self.read(kind, item, f"{place}[{number}]") for number, item in enumerate(value, 1)]
        return FAILED if FAILED in found else tuple(found)

    def _mapping(self, kind: Any, value: Any, place: str) -> Any:
        if not isinstance(value, Mapping):
            return self.fault(place, f"{shown(value)} is not a table")
        found = {key: self.read(kind, item, f"{place}.{key}") for key, item in value.items()}
        return FAILED if FAILED in found.values() else types.MappingProxyType(found)

    def _listing(self, kind: type[T], value: Any, place: str) -> Any:
        if not isinstance(value, Mapping):
            return self.fault(place, f"{shown(value)} is not a table of codes")
        found = []
        for code, item in value.items():
            row = {"label": item} if isinstance(item, str) else item
            if isinstance(row, Mapping):
                row = {"code": code, **row}
            found.append(self.table(kind, row, f"{place}.{code}"))
        return FAILED if FAILED in found else Listing(tuple(found))

    def table(self, kind: type[Any], value: Any, place: str) -> Any:
        """Return the dataclass `kind` filled from a table; unknown, missing and unfit keys are faults."""
        if not isinstance(value, Mapping):
            return self.fault(place, f"{shown(value)} is not a table")
        known = {field.name: field for field in fields(kind)}
        unknown = value.keys() - known.keys() if self.strict else ()
        for key in unknown:
            self.fault(joined(place, key), f"is not known here: use one of {', '.join(known)}")
        hints = annotations(kind)  # type: ignore[arg-type]
        found = {
            name: self._field(field, hints[name], value, joined(place, name)) for name, field in known.items()
        }
        broken = any(item is FAILED for item in found.values()) or bool(unknown)
        return (
            FAILED if broken else kind(**{name: item for name, item in found.items() if item is not MISSING})
        )

    def _field(self, field: "Field[Any]", kind: Any, value: Mapping[str, Any], place: str) -> Any:
        if field.name in value:
            return self.read(kind, value[field.name], place)
        if needed(field):
            return self.fault(place, "is missing: add it")
        return MISSING


def shown(value: Any) -> str:
    """Return a value as a message quotes it, cut where it is long."""
    words = f"“{value}”" if isinstance(value, str) else str(value)
    return words if len(words) <= 60 else f"{words[:57]}…"


def joined(place: str, key: str) -> str:
    """Return the place of `key` inside `place`."""
    return f"{place}.{key}" if place else key


def needed(field: "Field[Any]") -> bool:
    """Say whether a field has no default."""
    return field.default is MISSING and field.default_factory is MISSING


@cache
def annotations(kind: type[object]) -> dict[str, Any]:
    """Return a dataclass's annotations with their checks, worked out once."""
    return get_type_hints(kind, include_extras=True)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _day(value: Any) -> date:
    return value if type(value) is date else date.fromisoformat(_text(value))


def _clock(value: Any) -> time:
    return value if isinstance(value, time) else time.fromisoformat(_text(value))


def _word(value: Any) -> Word:
    if isinstance(value, Mapping) and all(isinstance(part, str) for part in value.values()):
        return Word(**value)
    return Word(_text(value))


PLAIN: dict[Any, tuple[str, Callable[[Any], Any]]] = {
    str: ("text: put it in quotation marks", _text),
    int: ("a whole number", _whole),
    bool: ("true or false", _truth),
    date: ("a day: write it like 2026-09-01", _day),
    time: ("a time of day: write it like 08:30", _clock),
    Word: ("a word, or a table of one, many, short and to_family", _word),
}

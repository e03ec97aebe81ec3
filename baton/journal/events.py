"""The kinds of event there are.

Each app registers its own in its `events.py`, with their words for the timeline.
"""

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.conf import settings

_KIND = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_registry: dict[str, "EventKind"] = {}
_owners: dict[str, str] = {}


class UnknownKind(LookupError):
    """An event of a kind that no app has registered."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"No app registers the event kind {kind!r}: add it to the events.py of the app that records it"
        )


class Weight(IntEnum):
    """How much a kind of event says of its deed: the weightiest event of a transaction gives its line the words."""

    CONSEQUENCE = 0
    FACT = 1
    STEP = 2
    DEED = 3


Tells = Callable[[Mapping[str, Any], Any], str]
"""Makes words of an event's data (ids and codes) and of whatever knows the words for them; nothing to say is ""."""


@dataclass(frozen=True)
class EventKind:
    """A kind of event.

    Its code, its words on the timeline (no names in them), and the filter it belongs to. `weight` decides which of
    several events of one deed heads its line: a `CONSEQUENCE` (access that comes with leading) beside another event
    goes without saying. `tells` puts what the event's data holds into words.
    """

    kind: str
    words: str
    group: str
    weight: Weight = Weight.STEP
    tells: Tells | None = None


def register(app: str, kinds: Mapping[str, EventKind] | Iterable[EventKind]) -> None:
    """Make the event kinds of an app known.

    Registering the same kinds for the same app again changes nothing. Raises `ValueError` where a kind is
    misspelt, stands under another key, or belongs to another app already.
    """
    if isinstance(kinds, Mapping):
        for key, kind in kinds.items():
            if key != kind.kind:
                raise ValueError(f"{app}: the event kind {kind.kind!r} stands under the key {key!r}")
        kinds = kinds.values()
    for kind in kinds:
        if not _KIND.fullmatch(kind.kind):
            raise ValueError(f"{app}: {kind.kind!r} is not a code of lower-case words joined by _ and .")
        if _owners.setdefault(kind.kind, app) != app:
            raise ValueError(f"{app}: the event kind {kind.kind!r} belongs to {_owners[kind.kind]}")
        _registry[kind.kind] = kind


def get(kind: str) -> EventKind:
    """Return the registered kind. Raises `UnknownKind`."""
    try:
        return _registry[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def described(kind: str) -> EventKind:
    """Return the registered kind, or plain words for one that an earlier version recorded and none registers now."""
    return _registry.get(kind) or EventKind(
        kind, kind.rpartition(".")[2].replace("_", " ").capitalize(), "other"
    )


def registered() -> dict[str, EventKind]:
    """Return every known kind by its code."""
    return dict(_registry)


def of_weight(weight: Weight) -> frozenset[str]:
    """Return the codes of the kinds of this weight."""
    return frozenset(code for code, kind in _registry.items() if kind.weight is weight)


def of_group(group: str) -> frozenset[str]:
    """Return the codes of the kinds of one timeline filter."""
    return frozenset(code for code, kind in _registry.items() if kind.group == group)


def autodiscover() -> None:
    """Import the `events` module of each first-party app that has one."""
    for app in settings.FIRST_PARTY_APPS:
        name = f"{app}.events"
        if name != __name__ and importlib.util.find_spec(name):
            importlib.import_module(name)

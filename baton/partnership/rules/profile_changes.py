"""What loading a profile would change: lists of places and partners compared by code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
"""What a profile decides of one place or partner: name, whether it is in use, what it belongs to (by code)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The codes of one list by what happens to them."""

    part: str
    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is written."""
        return bool(self.created or self.changed or self.retired)

    def __str__(self) -> str:
        said = [
            f"{len(found)} {word}" + ("" if word in ("created", "unchanged") else f" ({', '.join(found)})")
            for word, found in self.counted()
            if found
        ]
        return f"{self.part}: {', '.join(said) or 'none'}"

    def counted(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return each kind of change with its codes."""
        words = ("created", "changed", "unchanged", "retired")
        return [(word, getattr(self, word)) for word in words]


def compare(
    part: str, *, wanted: Mapping[str, Row], present: Mapping[str, Row], formerly: Iterable[str]
) -> Changes:
    """Return what turns `present` into `wanted`.

    Only codes that an earlier version of a profile held (`formerly`) are retired: what was added in Baton itself stays.
    """
    return Changes(
        part,
        created=tuple(code for code in wanted if code not in present),
        changed=tuple(code for code in wanted if code in present and wanted[code] != present[code]),
        unchanged=tuple(code for code in wanted if code in present and wanted[code] == present[code]),
        retired=tuple(
            sorted(code for code in set(formerly) - wanted.keys() if present.get(code, {}).get("active"))
        ),
    )

"""What a template may leave out: nothing, save an option of a component.

The components' macros read many options that a caller may omit, as keys of one dictionary. A name or an attribute
that does not exist is a slip of the pen and fails loudly.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import ChainableUndefined
from jinja2.utils import missing

# Names that the components' macros test without having set them.
OPTIONAL_NAMES = frozenset({"caller", "listClasses", "null", "successBanner", "typeClass", "undefined"})


class StrictUndefined(ChainableUndefined):
    """Fail on a missing name or attribute; be empty for a missing key of a mapping."""

    __slots__ = ()

    def _allow(self) -> None:
        if isinstance(self._undefined_obj, Mapping):
            return
        if self._undefined_obj is missing and self._undefined_name in OPTIONAL_NAMES:
            return
        self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._allow()
        return ""

    def __iter__(self) -> Iterator[Any]:
        self._allow()
        return iter(())

    def __bool__(self) -> bool:
        self._allow()
        return False

    def __len__(self) -> int:
        self._allow()
        return 0

    def __contains__(self, item: object) -> bool:
        self._allow()
        return False

    def __eq__(self, other: object) -> bool:
        self._allow()
        return isinstance(other, ChainableUndefined)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        self._allow()
        return hash(type(self))

    def __getattr__(self, name: str) -> "StrictUndefined":
        if not name.startswith("__"):
            self._allow()
        return super().__getattr__(name)  # type: ignore[return-value]

    def __getitem__(self, name: str) -> "StrictUndefined":  # type: ignore[override]
        self._allow()
        return self

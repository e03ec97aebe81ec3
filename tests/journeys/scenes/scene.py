"""What a scene is: records in one state, and the pages to look at in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from baton.partnership.models import Practitioner


@dataclass(frozen=True)
class Look:
    """One page as one person opens it; `scene` says in what state it stands."""

    name: str
    url: str
    who: Practitioner | None
    scene: str
    status: int = 200
    press: str = ""
    fill: tuple[tuple[str, str], ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Name the page and its state, for a finding."""
        return f"{self.name} ({self.scene})"


@dataclass(frozen=True)
class Scene:
    """Records in one state: `keys` are the ids that addresses name, `shows` the pages to look at as `who`.

    `press` is the button whose answer is to be looked at, where the page itself is another scene; `fill` are the
    labels and texts to be typed before it is pressed, `typed` is what was searched for before.
    """

    name: str
    who: Practitioner | None
    keys: Mapping[str, Any] = field(default_factory=dict)
    shows: tuple[str, ...] = ()
    query: str = ""
    status: int = 200
    press: str = ""
    fill: tuple[tuple[str, str], ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)

    def looks(self, keys_of: Mapping[str, tuple[str, ...]]) -> list[Look]:
        """Give the pages of the scene; `keys_of` says which ids each address carries."""
        return [
            Look(
                name,
                self.url(name, keys_of[name]),
                self.who,
                self.name,
                self.status,
                self.press,
                self.fill,
                self.typed,
            )
            for name in self.shows
        ]

    def url(self, name: str, keys: tuple[str, ...]) -> str:
        """Give the address of one page of the scene."""
        return reverse(name, kwargs={key: self.keys[key] for key in keys}) + self.query

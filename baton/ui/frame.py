"""What stands around every page: whose installation it is, where one can go, who is signed in.

`ui` knows no partnership. The setting `UI_PROVIDERS` names one callable for each of `frame`, `theme` and `words`;
without it, a plain frame named "Baton" stands, as on the error page of a broken installation.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

MOST_NAVIGATION = 6  # design/pages: more entries than this and nobody reads them


@dataclass(frozen=True)
class Link:
    """Somewhere to go; `current` marks the entry one is in."""

    words: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class SignIn:
    """How long a sign-in lasts: `seconds` from now, where to ask again and to prolong it, and `who` it is, in code."""

    seconds: int
    url: str
    who: str
    sign_in_url: str


@dataclass(frozen=True)
class Opened:
    """A restricted record that this page shows because it was opened in an emergency: until when, how much time is left
    in words, and where to close it again.
    """

    until: datetime
    left: str
    end_url: str


@dataclass(frozen=True)
class Frame:
    """What the layout shows around a page. Any part may be empty."""

    name: str = "Baton"
    home_url: str = "/"
    logo_url: str = ""
    navigation: tuple[Link, ...] = ()
    search_url: str = ""
    search_hint: str = ""
    person: str = ""
    person_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    demonstration: bool = False
    exit_url: str = "https://www.bbc.co.uk/weather"
    footer: tuple[Link, ...] = field(default_factory=tuple)
    about_url: str = ""
    session: SignIn | None = None
    opened: Opened | None = None

    def __post_init__(self) -> None:
        if len(self.navigation) > MOST_NAVIGATION:
            raise ValueError(f"At most {MOST_NAVIGATION} entries of navigation, not {len(self.navigation)}")


def provider(name: str) -> Callable[..., Any] | None:
    """Give the callable that the setting `UI_PROVIDERS` names for `name`, if it names one."""
    path = getattr(settings, "UI_PROVIDERS", {}).get(name)
    return import_string(path) if path else None


def frame(request: HttpRequest | None) -> Frame:
    """Give the frame for this request; the plain one where nothing was asked or nobody provides it."""
    provide = provider("frame")
    if provide is None or request is None or is_plain(request):
        return Frame()
    if not hasattr(request, "_ui_frame"):
        request._ui_frame = provide(request)  # type: ignore[attr-defined]
    given: Frame = request._ui_frame  # type: ignore[attr-defined]
    return given


def is_plain(request: HttpRequest | None) -> bool:
    """Tell whether the page must do without anything that could be broken."""
    return getattr(request, "plain_frame", False)


class Words:
    """The profile's own words by name: `words.front_door`. Read anew for each page."""

    def __getattr__(self, name: str) -> str:
        provide = provider("words")
        if provide is None:
            raise AttributeError(name)
        found = provide()
        value: str = found[name] if isinstance(found, dict) else getattr(found, name)
        return value

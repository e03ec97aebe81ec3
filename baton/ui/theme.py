"""The partnership's one accent colour, as a style sheet of custom properties.

A strict content security policy allows no inline style, so the colour is served as a small file of its own.
"""

import hashlib
import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from baton.ui.frame import provider

DEFAULT_ACCENT = "#1b4f72"


@dataclass(frozen=True)
class Theme:
    """An accent colour and that of text upon it, both written `#rrggbb`. Raises `ValueError` for anything else.

    Whoever provides it has checked that the two, and the accent on white, can be read.
    """

    accent: str = DEFAULT_ACCENT
    on_accent: str = "#ffffff"

    def __post_init__(self) -> None:
        for colour in (self.accent, self.on_accent):
            if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
                raise ValueError(f"Write a colour as #rrggbb, not {colour!r}")

    @property
    def css(self) -> str:
        """Give the style sheet: the accent and its darker and lighter neighbours."""
        shades = {
            "accent": self.accent,
            "on-accent": self.on_accent,
            "accent-dark": mix(self.accent, "#000000", 0.3),
            "accent-darker": mix(self.accent, "#000000", 0.55),
            "accent-pale": mix(self.accent, "#ffffff", 0.93),
            "accent-line": mix(self.accent, "#ffffff", 0.6),
        }
        lines = "".join(f"  --baton-{name}: {value};\n" for name, value in shades.items())
        return f":root {{\n{lines}}}\n"

    @property
    def digest(self) -> str:
        """Give a short name of this theme, for its address."""
        return hashlib.sha256(self.css.encode()).hexdigest()[:12]


def mix(colour: str, other: str, share: float) -> str:
    """Give the colour that holds `share` of `other` and the rest of `colour`."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def theme() -> Theme:
    """Give the installation's theme."""
    provide = provider("theme")
    return provide() if provide else Theme()


def theme_url() -> str:
    """Give the address of the present theme's style sheet, which changes with it."""
    return f"{reverse('theme')}?v={theme().digest}"


def serve(request: HttpRequest) -> HttpResponse:
    """Serve the theme; for good under the address that names it, for a few minutes under any other."""
    now = theme()
    named = request.GET.get("v") == now.digest
    response = HttpResponse(now.css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable" if named else "public, max-age=300"
    return response


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

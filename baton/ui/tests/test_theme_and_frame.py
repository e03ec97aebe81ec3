"""The partnership's colours, and what stands around a page."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory

from baton.ui import theme
from baton.ui.frame import MOST_NAVIGATION, Frame, Link, Words, frame, provider


def teal() -> theme.Theme:
    return theme.Theme("#00577a", "#fffffe")


def counted_frame(request: Any) -> Frame:
    request.asked = getattr(request, "asked", 0) + 1
    return Frame(name="Sample partnership")


def plain_words() -> dict[str, str]:
    return {"front_door": "Help Desk"}


def named_words() -> SimpleNamespace:
    return SimpleNamespace(front_door="Access Point")


def provide(settings: Any, **names: str) -> None:
    settings.UI_PROVIDERS = {kind: f"{__name__}.{name}" for kind, name in names.items()}


@pytest.mark.parametrize("colour", ["teal", "#00577", "#00577a; }", "red", ""])
def test_only_a_colour_becomes_part_of_a_style_sheet(colour: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        theme.Theme(colour)
    with pytest.raises(ValueError, match="#rrggbb"):
        theme.Theme("#000000", colour)


def test_the_style_sheet_holds_the_accent_and_its_shades() -> None:
    css = teal().css

    assert "--baton-accent: #00577a;" in css
    assert "--baton-on-accent: #fffffe;" in css
    assert "--baton-accent-dark: #003d55;" in css


def test_shades_lie_between_their_colours() -> None:
    assert theme.mix("#000000", "#ffffff", 0) == "#000000"
    assert theme.mix("#000000", "#ffffff", 0.5) == "#808080"
    assert theme.mix("#000000", "#ffffff", 1) == "#ffffff"


def test_the_theme_keeps_for_good_under_the_address_that_names_it(settings: Any) -> None:
    provide(settings, theme="teal")
    address = theme.theme_url()

    named = theme.serve(RequestFactory().get(address))
    other = theme.serve(RequestFactory().get("/theme.css?v=old"))

    assert teal().digest in address
    assert "immutable" in named["Cache-Control"]
    assert "max-age=300" in other["Cache-Control"]
    assert named["Content-Type"] == "text/css; charset=utf-8"
    assert b"#00577a" in named.content


def test_without_a_provider_a_plain_frame_and_theme_stand(settings: Any) -> None:
    del settings.UI_PROVIDERS

    assert provider("frame") is None
    assert frame(RequestFactory().get("/")).name == "Baton"
    assert theme.theme().accent == theme.DEFAULT_ACCENT
    with pytest.raises(AttributeError):
        _ = Words().front_door


def test_the_frame_is_asked_once_for_a_request_and_not_for_a_broken_page(settings: Any) -> None:
    provide(settings, frame="counted_frame")
    request, broken = RequestFactory().get("/"), RequestFactory().get("/")
    broken.plain_frame = True  # type: ignore[attr-defined]

    assert frame(request) is frame(request)
    assert request.asked == 1  # type: ignore[attr-defined]
    assert frame(broken).name == "Baton"
    assert frame(None).name == "Baton"


def test_words_come_from_a_mapping_or_a_record(settings: Any) -> None:
    provide(settings, words="plain_words")
    assert Words().front_door == "Help Desk"

    provide(settings, words="named_words")
    assert Words().front_door == "Access Point"


def test_navigation_stays_short() -> None:
    with pytest.raises(ValueError, match="At most 6"):
        Frame(navigation=(Link("A", "/"),) * (MOST_NAVIGATION + 1))

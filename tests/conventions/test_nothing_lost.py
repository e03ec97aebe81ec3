"""No form can be sent twice, and no long text be lost: not by forgetting one. Source: architecture rule 7."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from baton.partnership.guard import guard_of

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = sorted(ROOT.glob("baton/*/jinja2/**/*.jinja"))
POST_FORM = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL)
TOKEN = re.compile(r"hidden\(\)|name=\"submission_token\"")
WITHOUT_DEED = {
    "account/logout.jinja": "signing out twice is signing out",
    "ui/components/search.jinja": "a search does nothing",
    "ui/layout/parts.jinja": "signing out twice is signing out",
}


def post_forms() -> list[tuple[str, str]]:
    """Give every form of every template that sends something, with the template's name."""
    found = []
    for path in TEMPLATES:
        name = str(path).partition("/jinja2/")[2]
        found += [(name, form) for form in POST_FORM.findall(path.read_text()) if name not in WITHOUT_DEED]
    return found


def views() -> list[tuple[str, object]]:
    """Give every view by the name of its address."""
    waiting: list[URLPattern | URLResolver] = list(get_resolver().url_patterns)
    found: list[tuple[str, object]] = []
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLResolver):
            waiting += one.url_patterns
        else:
            found.append((str(one.name), one.callback))
    return found


def test_forms_that_send_are_found() -> None:
    assert len(post_forms()) >= 7
    assert {name for name in WITHOUT_DEED if POST_FORM.search(read(name))} == set(WITHOUT_DEED)


def read(name: str) -> str:
    """Give the text of a template."""
    (path,) = (path for path in TEMPLATES if str(path).endswith(f"/jinja2/{name}"))
    return path.read_text()


@pytest.mark.parametrize(("name", "form"), post_forms())
def test_every_form_carries_a_token_by_which_it_is_sent_once(name: str, form: str) -> None:
    assert TOKEN.search(form), f"{name}: print {{{{ form.hidden() }}}} in the form, or a submission_token"


@pytest.mark.parametrize(("name", "form"), post_forms())
def test_every_form_with_fields_keeps_what_is_typed(name: str, form: str) -> None:
    if "as_field_group()" in form:
        assert "kept_mark(" in form.partition(">")[0] + form, f"{name}: see ui/components/kept.jinja"
        assert "kept_inside(" in form, f"{name}: see ui/components/kept.jinja"


def test_every_view_for_practitioners_is_answered_once_and_loses_nothing() -> None:
    guarded = [(name, view) for name, view in views() if callable(guard_of(view))]  # type: ignore[arg-type]

    bare = [name for name, view in guarded if not hasattr(view, "__wrapped__")]

    assert len(guarded) > 100
    assert bare == []

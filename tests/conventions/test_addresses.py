"""No name stands in an address: what somebody types goes by POST. Source: design of the pages, "Map of addresses"."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import URLPattern, get_resolver

from baton.ui.forms import BaseForm, FilterForm
from config.run.home import ROOT

TEMPLATES = sorted((ROOT / "baton").rglob("*.jinja"))
FORM = re.compile(r"<form\b(?P<marks>[^>]*)>(?P<inside>.*?)</form>", re.DOTALL)
CHOOSES = {"hidden", "radio", "checkbox", "submit"}
GET = {
    "baton/ui/jinja2/ui/components/filter_chips.jinja": "by POST where its form takes words",
    "baton/casework/jinja2/casework/measures/choose.jinja": "baton.casework.forms.measures.ChooseReadingForm",
    "baton/insight/jinja2/insight/report/page.jinja": "baton.insight.forms.PeriodForm",
    "baton/desk/jinja2/desk/family/page.jinja": "",
}
"""The templates with a form that is sent by GET, and the form whose fields it shows."""


def sent_by_get(text: str) -> list[str]:
    """Give what stands inside each form of a template that is not, or not always, sent by POST."""
    return [
        found["inside"]
        for found in FORM.finditer(text)
        if not re.search(r'method="post"', found["marks"], re.IGNORECASE)
    ]


def takes_words(inside: str) -> list[str]:
    """Give the inputs of a piece of a template into which one types."""
    inputs = re.findall(r"<(?:input|textarea)\b[^>]*>", inside)
    kinds = {mark: re.search(r'type="([a-z]+)"', mark) for mark in inputs}
    return [mark for mark, kind in kinds.items() if kind is None or kind[1] not in CHOOSES]


def test_only_these_templates_have_a_form_sent_by_get() -> None:
    found = {
        str(path.relative_to(ROOT)) for path in TEMPLATES if sent_by_get(path.read_text(encoding="utf-8"))
    }

    assert found == set(GET)


@pytest.mark.parametrize("name", GET)
def test_no_form_sent_by_get_has_a_field_to_type_words_into(name: str) -> None:
    for inside in sent_by_get(Path(ROOT, name).read_text(encoding="utf-8")):
        assert takes_words(inside) == []
        if "as_field_group" in inside and GET[name].startswith("baton."):
            module, _, form = GET[name].rpartition(".")
            assert getattr(import_module(module), form).typed_names() == frozenset()


def test_a_form_sent_by_get_with_a_field_to_type_into_is_found() -> None:
    wrong = '<form class="a" method="get"><input type="hidden" name="x"><input id="q" name="q" type="search"></form>'

    assert takes_words(sent_by_get(wrong)[0]) == ['<input id="q" name="q" type="search">']
    assert takes_words(sent_by_get("<form><textarea name='x'></textarea></form>")[0])
    assert sent_by_get(wrong.replace('"get"', '"post"')) == []


def views() -> list[Any]:
    """Give every view of the installation."""
    found, waiting = [], list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLPattern):
            found.append(one.callback)
        else:
            waiting += one.url_patterns
    return found


def test_every_form_that_narrows_by_words_is_taken_by_post_somewhere() -> None:
    """A view that forgets to would lose what was typed: its panel sends a POST that nobody keeps."""
    for app in apps.get_app_configs():
        if app.name.startswith("baton.") and Path(app.path, "forms").exists():
            for path in Path(app.path, "forms").glob("*.py"):
                import_module(f"{app.name}.forms.{path.stem}")
    taken = {getattr(view, "searched_by", None) for view in views()}

    def below(form: type[BaseForm]) -> list[type[BaseForm]]:
        return [form, *(each for child in form.__subclasses__() for each in below(child))]

    narrowing = [form for form in below(FilterForm) if re.match(r"baton\.(?!.*\.tests\.)", form.__module__)]
    assert [form for form in narrowing if form.typed_names() and form not in taken] == []

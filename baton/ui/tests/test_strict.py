"""What a template may leave out."""

from typing import Any

import pytest
from jinja2 import Environment, UndefinedError

from baton.ui.strict import StrictUndefined

env = Environment(undefined=StrictUndefined, autoescape=True)


def rendered(source: str, **context: Any) -> str:
    return env.from_string(source).render(**context)


class Thing:
    name = "a thing"


@pytest.mark.parametrize(
    "source",
    [
        "{{ nam }}",
        "{% if nam %}{% endif %}",
        "{% for n in nam %}{% endfor %}",
        "{{ nam | length }}",
        "{{ 'x' in nam }}",
        "{{ nam == 'x' }}",
        "{{ nam != 'x' }}",
        "{{ {nam: 1} }}",
        "{{ nam.first }}",
        "{{ nam['first'] }}",
        "{{ thing.nam }}",
        "{{ thing.nam.first }}",
        "{% if thing.nam %}{% endif %}",
        "{% macro m(given) %}{{ given }}{% endmacro %}{{ m() }}",
        "{{ nam() }}",
        "{{ nam + 1 }}",
    ],
)
def test_a_slip_of_the_pen_fails(source: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(source, thing=Thing())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[{{ params.hint }}]", "[]"),
        ("[{{ params.hint.text }}]", "[]"),
        ("[{{ params['hint']['text'] }}]", "[]"),
        ("{% if params.hint %}yes{% else %}no{% endif %}", "no"),
        ("{% for n in params.rows %}{{ n }}{% endfor %}", ""),
        ("{{ params.rows | length }}", "0"),
        ("{{ 'x' in params.rows }}", "False"),
        ("{{ params.a == params.b }}", "True"),
        ("{{ params.a == 'x' }} {{ params.a != 'x' }}", "False True"),
        ("{{ nam is defined }}", "False"),
        ("{{ nam | default('none') }}", "none"),
        ("{{ params.a in ['x', undefined, null] }}", "True"),
        ("{% macro m() %}{% if caller %}{{ caller() }}{% endif %}{% endmacro %}[{{ m() }}]", "[]"),
    ],
)
def test_an_option_of_a_component_may_be_left_out(source: str, text: str) -> None:
    assert rendered(source, params={}) == text


def test_what_is_left_out_can_be_counted_with() -> None:
    assert len({StrictUndefined(obj={}, name="a"), StrictUndefined(obj={}, name="b")}) == 1


def test_probing_for_a_protocol_is_no_slip() -> None:
    assert not hasattr(StrictUndefined(name="nam"), "__copy_me__")

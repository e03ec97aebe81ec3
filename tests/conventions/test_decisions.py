"""The numbers of the page of security decisions are those of the code."""

import re
from functools import reduce
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings

from config.run.home import ROOT

PAGE = ROOT / "docs" / "reference" / "security-decisions.md"
LIMITS = re.findall(r"^\| ([^|]+) \| (\d+) \| `([\w.]+)` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def value_of(name: str) -> Any:
    """What a name stands for: a setting, a constant of a module, or one of a class."""
    head, *rest = name.split(".")
    if head == "settings":
        return getattr(settings, rest[0])
    for length in range(len(rest), 0, -1):
        try:
            module = import_module(".".join([head, *rest[:length]]))
        except ModuleNotFoundError:
            continue
        return reduce(getattr, rest[length:], module)
    raise AssertionError(f"There is no {name}")


def test_the_limits_are_found() -> None:
    assert len(LIMITS) > 12


@pytest.mark.parametrize(("what", "most", "name"), LIMITS, ids=[name for _, _, name in LIMITS])
def test_the_page_says_the_limit_of_the_code(what: str, most: str, name: str) -> None:
    assert value_of(name) == int(most), what

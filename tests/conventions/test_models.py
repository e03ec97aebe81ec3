"""Models as DEVELOPERS.md wants them: keys point down the stack, names say what they hold, no hidden effects."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.fields.related import RelatedField

from config.run.home import ROOT

OURS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("baton.") and not model._meta.proxy
]
WRITTEN = [
    model for model in OURS if not model._meta.auto_created and not hasattr(model, "pgh_tracked_model")
]
# Named so in the field, and by everybody who reads a profile.
NOT_ON = {"date_of_birth", "effective_from", "planned_for"}
FROM_DJANGO = {"last_login"}
EFFECTS = {"django.db.models.signals", "django.dispatch"}


def heights() -> dict[str, int]:
    """Return how high each app stands in the stack, siblings alike, from the import contract."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "stack")
    return {app.strip(): height for height, layer in enumerate(reversed(layers)) for app in layer.split("|")}


def names(models_: list[type[models.Model]]) -> list[str]:
    return [model._meta.label for model in models_]


def relations(model: type[models.Model]) -> list[RelatedField]:
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field for field in fields if isinstance(field, RelatedField)]


def test_every_app_has_its_place() -> None:
    first_party = {app.removeprefix("baton.") for app in settings.FIRST_PARTY_APPS}

    assert first_party == set(heights())


@pytest.mark.parametrize("model", OURS, ids=names(OURS))
def test_keys_point_down_the_stack(model: type[models.Model]) -> None:
    height = heights()
    own = model._meta.app_label

    for field in relations(model):
        other = field.related_model._meta.app_label
        assert other not in height or other == own or height[other] < height[own], field.name


@pytest.mark.parametrize("model", WRITTEN, ids=names(WRITTEN))
def test_keys_name_their_way_back(model: type[models.Model]) -> None:
    for field in relations(model):
        assert field.remote_field.related_name, field.name


@pytest.mark.parametrize("model", WRITTEN, ids=names(WRITTEN))
def test_moments_end_in_at_and_days_in_on(model: type[models.Model]) -> None:
    for field in model._meta.local_fields:
        if field.name in FROM_DJANGO:
            continue
        if isinstance(field, models.DateTimeField):
            assert field.name == "at" or field.name.endswith("_at"), field.name
        elif isinstance(field, models.DateField):
            assert field.name == "on" or field.name.endswith("_on") or field.name in NOT_ON, field.name


@pytest.mark.parametrize("model", WRITTEN, ids=names(WRITTEN))
def test_no_hidden_order_no_hidden_effect(model: type[models.Model]) -> None:
    assert not model._meta.ordering
    assert "save" not in vars(model)
    assert "delete" not in vars(model)
    assert "__str__" in vars(model) or any("__str__" in vars(base) for base in model.__mro__[1:-2])


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_nothing_happens_by_signal() -> None:
    files = [path for path in (ROOT / "baton").rglob("*.py") if "tests" not in path.parts]

    found = {str(path.relative_to(ROOT)) for path in files if imported(path) & EFFECTS}

    assert found == set()

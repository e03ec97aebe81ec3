"""Many rows at once, a few seconds where row by row takes minutes: COPY for new ones, one UPDATE for changed ones.

Everything that holds for `bulk_create` holds: constraints, row history and its context, the transaction of the caller.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import DatabaseDefault

Model = TypeVar("Model", bound=models.Model)
Reader = Callable[[Any], Any]

FEW = 100
"""Rows up to which an INSERT is as quick as COPY, which asks the server three times (ours)."""

BESIDE = "pg_temp.bulk"

BATCH = 5000
"""Rows of one UPDATE (ours)."""


@transaction.atomic(savepoint=False)
def insert(rows: Iterable[Model]) -> list[Model]:
    """Insert new rows of one model and return them in their order.

    Ids that the database gives stay unknown where there are more than `FEW` rows.
    """
    new = list(rows)
    if len(new) > FEW:
        _copy(new)
    elif new:
        type(new[0])._default_manager.bulk_create(new)
    return new


@transaction.atomic(savepoint=False)
def append(rows: Iterable[models.Model]) -> None:
    """Insert new rows of one model and read nothing of them back, neither ids nor what the database fills in.

    What is read back passes the policy of reading, and on a table that many others stand behind, planning that takes
    ten times as long as the insert.
    """
    new = list(rows)
    if len(new) > FEW:
        _copy(new)
    elif new:
        _append(new)


@contextlib.contextmanager
def without_collector() -> Iterator[None]:
    """Leave out the search for cycles while very many rows are made: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@transaction.atomic(savepoint=False)
def update(rows: Iterable[models.Model], names: Sequence[str]) -> None:
    """Save these fields of rows of one model, each row with values of its own."""
    changed = list(rows)
    for start in range(0, len(changed), BATCH):
        _update(changed[start : start + BATCH], names)


def _append(rows: Sequence[models.Model]) -> None:
    connection = transaction.get_connection()
    table, names, read = _columns(rows[0], connection)
    places = f"({', '.join(['%s'] * len(read))})"
    values = [value(row) for row in rows for value in read]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) VALUES {', '.join([places] * len(rows))}", values)
    _saved(rows, connection)


def _copy(rows: Sequence[models.Model]) -> None:
    connection = transaction.get_connection()
    table, names, read = _columns(rows[0], connection)
    with connection.cursor() as cursor:
        # PostgreSQL copies into no table that has row-level security: the rows come by one that lasts as long as this.
        cursor.execute(f"CREATE TEMPORARY TABLE {BESIDE} AS SELECT {names} FROM {table} WITH NO DATA")
        with connection.wrap_database_errors, cursor.copy(f"COPY {BESIDE} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([value(row) for value in read])
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {BESIDE}")
        cursor.execute(f"DROP TABLE {BESIDE}")
    _saved(rows, connection)


def _columns(row: models.Model, connection: BaseDatabaseWrapper) -> tuple[str, str, list[Reader]]:
    """Return the table of a row, the columns whose values we give, and what reads each of them."""
    fields = _fields(row)
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    read = [_reader(field, connection) for field in fields]
    return connection.ops.quote_name(row._meta.db_table), names, read


def _saved(rows: Sequence[models.Model], connection: BaseDatabaseWrapper) -> None:
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _fields(row: models.Model) -> list[models.Field[Any, Any]]:
    """Return the fields whose values we give; the others are the database's to fill."""
    return [
        field
        for field in row._meta.concrete_fields
        if field is not row._meta.auto_field and not isinstance(getattr(row, field.attname), DatabaseDefault)
    ]


def _reader(field: models.Field[Any, Any], connection: BaseDatabaseWrapper) -> Reader:
    """Return what reads the value of a field for the database, as quickly as its kind allows."""
    prepared = field.get_db_prep_save
    if type(field).pre_save is not models.Field.pre_save or isinstance(field, models.JSONField):
        return lambda row: prepared(field.pre_save(row, True), connection)
    get = attrgetter(field.attname)

    def read(row: Any) -> Any:
        value = get(row)
        return value if type(value) in PLAIN else prepared(value, connection)

    return read


PLAIN = frozenset({type(None), str, bool, int, UUID})
"""Kinds of value that go to the database as they are."""


def _update(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    connection, meta = transaction.get_connection(), rows[0]._meta
    of_name = {field.name: field for field in meta.concrete_fields}
    fields = [meta.pk, *(of_name[name] for name in names)]
    quoted = [connection.ops.quote_name(field.column) for field in fields]
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows] for field in fields
    ]
    lists = ", ".join(f"%s::{_type(field, connection)}[]" for field in fields)
    sets = ", ".join(f"{name} = new.{name}" for name in quoted[1:])
    table = connection.ops.quote_name(meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS kept SET {sets} FROM unnest({lists}) AS new ({', '.join(quoted)}) "
            f"WHERE kept.{quoted[0]} = new.{quoted[0]}",
            values,
        )


def _type(field: models.Field[Any, Any], connection: BaseDatabaseWrapper) -> str:
    """Return the type without its length: a cast would cut off in silence what the column itself refuses."""
    return str(field.db_type(connection)).split("(")[0]

"""The migrations leave exactly the tables, columns and constraints that the models say."""

import pytest
from django.apps import apps
from django.db import connection, models

MODELS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model._meta.managed and not model._meta.proxy
]


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_tables_are_what_the_models_say(model: type[models.Model]) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        columns = {
            column.name: column for column in connection.introspection.get_table_description(cursor, table)
        }
        constraints = connection.introspection.get_constraints(cursor, table)

    assert set(columns) == {field.column for field in model._meta.local_concrete_fields}
    for field in model._meta.local_concrete_fields:
        assert columns[field.column].null_ok == field.null, field.name
    named = {found.name for found in [*model._meta.constraints, *model._meta.indexes]}
    assert named - set(constraints) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_keys_are_kept_by_the_database(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, model._meta.db_table).values()

    wanted = {
        (field.column, field.target_field.model._meta.db_table, field.target_field.column)
        for field in model._meta.local_concrete_fields
        if field.remote_field and getattr(field, "db_constraint", False)
    }
    assert wanted <= {(found["columns"][0], *found["foreign_key"]) for found in kept if found["foreign_key"]}


@pytest.mark.django_db
def test_every_trigger_is_there() -> None:
    wanted = {
        (model._meta.db_table, trigger.get_pgid(model))
        for model in MODELS
        for trigger in getattr(model._meta, "triggers", [])
    }

    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, tgname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid")
        assert wanted - set(cursor.fetchall()) == set()

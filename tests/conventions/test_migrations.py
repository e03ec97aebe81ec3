"""A migration after an app's first runs on tables in use: it may not hold them for longer than people wait.

Source: CONTRIBUTING.md, a change of the database; docs/how-to/upgrade.md.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

STOOD_BEFORE = {
    "casework": "0004_level_of_each_span",
    "core": "0002_cache",
    "journal": "0002_marks",
    "partnership": "0002_history",
    "people": "0002_grants_held_for_an_employer",
    "workforce": "0002_audits_without_a_grade",
}
"""What was there before this rule is left as it is: no release had been made, and nobody served it."""

LABELS = {app.rpartition(".")[2] for app in settings.FIRST_PARTY_APPS}


def faults(migration: Migration) -> Iterator[str]:
    """Yield what in a migration would make people wait, with what to do instead."""
    new = {step.name_lower for step in migration.operations if isinstance(step, migrations.CreateModel)}
    kinds = {isinstance(step, migrations.RunPython) for step in migration.operations}
    if kinds == {True, False}:
        yield "fills rows in the transaction that holds the tables: put RunPython into a migration of its own"
    for step in migration.operations:
        if getattr(step, "model_name", "").lower() in new:
            continue
        if isinstance(step, migrations.AddIndex) and not isinstance(step, AddIndexConcurrently):
            yield f"{step.index.name} is built while nobody can write: AddIndexConcurrently, atomic = False"
        is_check = isinstance(getattr(step, "constraint", None), models.CheckConstraint)
        if (
            isinstance(step, migrations.AddConstraint)
            and is_check
            and not isinstance(step, AddConstraintNotValid)
        ):
            yield f"{step.constraint.name} reads every row meanwhile: AddConstraintNotValid, then ValidateConstraint"


def under_the_rule() -> list[Migration]:
    return [
        migration
        for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items())
        if app in LABELS and not migration.initial and name > STOOD_BEFORE.get(app, "0001_zzz")
    ]


def test_no_migration_makes_people_wait() -> None:
    found = {str(migration): list(faults(migration)) for migration in under_the_rule()}

    assert {name: words for name, words in found.items() if words} == {}


def made(*operations: object) -> Migration:
    made = Migration("0099_later", "people")
    made.operations = list(operations)  # type: ignore[assignment]
    return made


INDEX = models.Index(fields=["name"], name="by_name")
CHECK = models.CheckConstraint(condition=models.Q(name=""), name="named")
UNIQUE = models.UniqueConstraint(fields=["name"], name="once")
COLUMN = migrations.AddField("family", "name", models.TextField(null=True))
TABLE = migrations.CreateModel("Pet", [("name", models.TextField())])


@pytest.mark.parametrize(
    ("operations", "said"),
    [
        ([migrations.AddIndex("family", INDEX)], ["by_name is built while nobody can write"]),
        ([AddIndexConcurrently("family", INDEX)], []),
        ([migrations.AddConstraint("family", CHECK)], ["named reads every row meanwhile"]),
        ([AddConstraintNotValid("family", CHECK)], []),
        ([migrations.AddConstraint("family", UNIQUE)], []),
        ([TABLE, migrations.AddIndex("pet", INDEX), migrations.AddConstraint("pet", CHECK)], []),
        ([COLUMN, migrations.RunPython(migrations.RunPython.noop)], ["fills rows in the transaction"]),
        ([migrations.RunPython(migrations.RunPython.noop)], []),
        ([COLUMN], []),
    ],
)
def test_what_would_make_people_wait_is_named(operations, said) -> None:
    found = list(faults(made(*operations)))

    assert [words for words, start in zip(found, said, strict=True) if not words.startswith(start)] == []

"""Row history is complete, whoever writes and however, and nobody who serves pages can alter it."""

import contextlib
from types import SimpleNamespace
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from baton.core import bulk, lifecycle
from baton.journal import history
from baton.journal.history import HistoryRow
from baton.journal.middleware import HistoryContextMiddleware
from baton.people.models import Family

# What needs no history, and why.
UNTRACKED = {
    "core.Installation": "one row, set once",
    "core.Draft": "nobody's record yet",
    "core.Submission": "written once",
    "partnership.AccountRequest": "a version that nobody may delete would outlive the forgetting",
    "partnership.Locality": "versioned with the profile",
    "partnership.Hub": "versioned with the profile",
    "partnership.Collaborative": "versioned with the profile",
    "partnership.ProfileVersion": "each version is a row",
    "notices.Link": "used once, which the row says",
    "notices.Bounce": "confirmed once, which the row says",
    "notices.Message": "what was sent is in the row",
    "people.PersonKey": "computed from the person, whose history is kept",
    "people.NamePart": "computed from the person, whose history is kept",
    "casework.InformationRead": "written once",
    "integrations.ImportedRecord": "written once",
    "casework.Duty": "computed from deeds, each of which left its event",
}

HISTORIES = [model for model in apps.get_models() if issubclass(model, HistoryRow)]


def ids(model) -> str:
    return model._meta.label


def versions(family_id) -> list[tuple[str, str]]:
    """Return what is kept of a family, in order: what was done, and its name then."""
    found = Family.history.rel.related_model.objects.filter(pgh_obj_id=family_id).order_by("pgh_id")
    return list(found.values_list("pgh_label", "name"))


def run(statement: str, *given) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def new_family(**given) -> Family:
    return Family.objects.create(**{"name": "Ash", "reference": f"F-{uuid4().hex[:6].upper()}", **given})


# complete


@pytest.mark.parametrize("model", lifecycle.first_party_models(), ids=ids)
def test_every_row_has_a_history_or_a_reason(model):
    kept = hasattr(model, "history") or getattr(model, "append_only", False)

    assert kept != (model._meta.label in UNTRACKED)


@pytest.mark.django_db
def test_every_version_written_through_models_is_kept():
    family = new_family()
    family.name = "Birch"
    family.save()
    Family.objects.filter(pk=family.pk).update(name="Cedar")
    Family.objects.bulk_update([Family(pk=family.pk, name="Dogwood")], ["name"])
    pk = family.pk
    family.delete()

    assert versions(pk) == [
        ("insert", "Ash"),
        ("update", "Birch"),
        ("update", "Cedar"),
        ("update", "Dogwood"),
        ("delete", "Dogwood"),
    ]


@pytest.mark.django_db
def test_every_version_written_by_plain_sql_is_kept():
    family = new_family()
    run("UPDATE people_family SET name = 'Birch' WHERE id = %s", family.pk)
    run("DELETE FROM people_family WHERE id = %s", family.pk)

    assert versions(family.pk) == [("insert", "Ash"), ("update", "Birch"), ("delete", "Birch")]


@pytest.mark.django_db
def test_many_rows_at_once_are_all_kept():
    families = Family.objects.bulk_create(
        [Family(name="Ash", reference=f"F-{uuid4().hex[:6].upper()}") for _ in range(50)]
    )
    mine = Family.objects.filter(pk__in=[family.pk for family in families])
    mine.update(name="Birch")
    mine.update(name="Birch")
    mine.delete()

    kept = [versions(family.pk) for family in families]
    assert kept == [[("insert", "Ash"), ("update", "Birch"), ("delete", "Birch")]] * 50


@pytest.mark.django_db
def test_what_is_copied_or_changed_in_bulk_says_who_did_it():
    clerk = SimpleNamespace(pk=uuid4())
    families = [Family(name="Ash", reference=f"F-{number:06}") for number in range(bulk.FEW + 1)]

    with history.acting(by=clerk, place="cupboard"):
        bulk.insert(families)
    families[0].name = "Birch"
    with history.acting(by=clerk, place="desk"):
        bulk.update(families[:1], ["name"])

    kept = Family.history.rel.related_model.objects.filter(pgh_obj_id__in=[row.pk for row in families])
    assert kept.filter(pgh_label="insert", pgh_context__url="cupboard").count() == len(families)
    (changed,) = kept.filter(pgh_label="update")
    assert changed.name == "Birch"
    assert changed.pgh_context == {"actor": str(clerk.pk), "url": "desk"}


@pytest.mark.django_db
def test_who_acts_within_a_deed_of_somebody_else_acts_there_alone():
    outer, inner = SimpleNamespace(pk=uuid4()), SimpleNamespace(pk=uuid4())
    with history.acting(by=outer, place="desk"):
        with history.acting(by=inner, place="cupboard"):
            within = new_family()
        after = new_family()
        with (
            contextlib.suppress(ValueError),
            transaction.atomic(),
            history.acting(by=inner, place="cupboard"),
        ):
            raise ValueError
        refused = new_family()
    outside = new_family()

    places = [row.history.get().pgh_context for row in (within, after, refused, outside)]
    desk, cupboard = (
        {"actor": str(who.pk), "url": url} for who, url in ((outer, "desk"), (inner, "cupboard"))
    )
    assert places == [cupboard, desk, desk, None]


def test_the_owner_too_leaves_history(own_database, owner_connection: psycopg.Connection):
    family = new_family()

    owner_connection.execute("UPDATE people_family SET name = 'Birch' WHERE id = %s", [family.pk])

    assert versions(family.pk) == [("insert", "Ash"), ("update", "Birch")]


@pytest.mark.django_db
@pytest.mark.parametrize("model", HISTORIES, ids=ids)
def test_a_tracked_table_has_the_three_triggers(model):
    table = model.pgh_tracked_model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*) FILTER (WHERE tgtype & 4 > 0), count(*) FILTER (WHERE tgtype & 8 > 0),
                   count(*) FILTER (WHERE tgtype & 16 > 0)
              FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
             WHERE tgrelid = %s::regclass AND tgenabled = 'O' AND prosrc LIKE %s
            """,
            [table, f'%INSERT INTO "{model._meta.db_table}"%'],
        )
        assert cursor.fetchone() == (1, 1, 1)


# it outlives what it refers to, and stays as written


@pytest.mark.django_db
@pytest.mark.parametrize("model", HISTORIES, ids=ids)
def test_a_history_refers_to_nothing_by_constraint(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass",
            [model._meta.db_table],
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", HISTORIES, ids=ids)
@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE", "TRIGGER"])
def test_the_serving_role_only_adds_to_a_history(model, right):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s)", [model._meta.db_table, right])
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE people_family DISABLE TRIGGER ALL",
        "DROP TABLE people_familyhistory",
        "UPDATE people_familyhistory SET name = 'x'",
        "DELETE FROM people_familyhistory",
        "TRUNCATE people_familyhistory",
        "SET session_replication_role = replica",
    ],
)
def test_the_serving_role_cannot_step_around_it(statement):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        run(statement)


@pytest.mark.django_db
def test_no_setting_of_a_session_switches_it_off():
    run(
        "SELECT set_config('pgtrigger.ignore', array_agg(tgname::text)::text, true)"
        "  FROM pg_trigger WHERE tgrelid = 'people_family'::regclass"
    )

    family = new_family()

    assert versions(family.pk) == [("insert", "Ash")]


# who acted, and where


@pytest.mark.django_db
def test_a_version_says_who_wrote_it_and_at_which_address():
    ann = SimpleNamespace(pk=uuid4())
    made = []

    def view(request) -> HttpResponse:
        made.append(new_family())
        return HttpResponse()

    request = RequestFactory().post("/families/new/?name=Ash")
    request.user = ann
    HistoryContextMiddleware(view)(request)

    version = made[0].history.get()
    assert version.pgh_context == {"actor": str(ann.pk), "url": "/families/new/"}


@pytest.mark.django_db
def test_a_command_says_where_too():
    with history.acting(place="import_records"):
        family = new_family()

    assert family.history.get().pgh_context == {"actor": None, "url": "import_records"}


@pytest.mark.django_db
def test_a_version_written_outside_says_nobody():
    family = new_family()

    assert family.history.get().pgh_context is None


def test_a_field_that_must_not_be_kept_is_left_out():
    exposed = [
        (model._meta.label, field.name)
        for model in HISTORIES
        for field in model._meta.fields
        if "password" in field.name or "token" in field.name or "secret" in field.name
    ]
    assert exposed == []

"""The permission matrix by plain SQL, as the role that serves pages, without a line of the application between."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from baton.core import lifecycle, wall
from baton.frontdoor.actions.information import Recipient
from baton.frontdoor.models import Enquiry, InformationReply, InformationRequest
from baton.frontdoor.tests import factories as enquiries
from baton.frontdoor.tests.asking import ask, close_to, reply
from baton.partnership.matrix import ANONYMOUS
from baton.partnership.models import Practitioner
from baton.partnership.tests import factories
from baton.people.models import AccessBar, Family
from baton.people.rules.facts import BarReason
from tests.matrix.cast import SEES, cast
from tests.matrix.world import LONG_AGO, build

pytestmark = pytest.mark.django_db

SEEN_WITH_ITS_FAMILY_ALONE = {"family_id", "person_id", "case_id", "enquiry_id"}
NOBODYS = {"journal.AccessLink", "integrations.ImportedRecord"}
OF_ANOTHER = {
    "frontdoor.EnquiryPerson": {"person_id"},
    "frontdoor.InformationRequest": {"enquiry_id"},
    "casework.Transfer": {"enquiry_id"},
    "casework.Case": {"enquiry_id"},
}
"""Columns that may name a row which is hidden: of the row that is seen, its id alone is told."""


def walled() -> list[type[models.Model]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        tables = {row[0] for row in cursor.fetchall()}
    return [model for model in apps.get_models() if model._meta.db_table in tables]


def raw(model: type[models.Model]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def visible(model: type[models.Model], practitioner: Practitioner) -> set[UUID] | None:
    """Return what the application lets somebody see of a model; None where it asks through another."""
    manager: Any = model._default_manager
    if not hasattr(manager, "visible_to"):
        return None
    found = set(manager.visible_to(practitioner).values_list("pk", flat=True))
    if model is InformationRequest:
        found |= set(manager.asked_of(practitioner).values_list("pk", flat=True))
    if model is Enquiry:
        found |= set(manager.of_enquirer(practitioner).values_list("pk", flat=True))
    return found


def too_many(
    model: type[models.Model], rows: list[dict[str, Any]], may: dict[str, set[UUID]]
) -> Iterator[str]:
    """Say which rows lead to a family, person, case or enquiry that the application hides."""
    told = SEEN_WITH_ITS_FAMILY_ALONE - OF_ANOTHER.get(model._meta.label, set())
    for row in rows:
        for column in told & set(row):
            if row[column] is not None and row[column] not in may[column]:
                yield f"{model._meta.label} {row.get('id')}: {column} {row[column]}"


@pytest.mark.parametrize("part", range(3))
def test_plain_sql_gives_nobody_a_row_too_many_and_none_too_few(part: int) -> None:
    around, families = cast(), 0
    build(around)
    tables = walled()
    case, person = apps.get_model("casework.Case"), apps.get_model("people.Person")

    for who in sorted(set(SEES) - {ANONYMOUS})[part::3]:
        actor = around.actors[who]
        allowed = {model: visible(model, actor) for model in tables}
        may = {
            "family_id": allowed[Family],
            "person_id": allowed[person],
            "case_id": allowed[case],
            "enquiry_id": allowed[Enquiry],
        }
        with wall.entered(actor.pk, at=timezone.now(), today=timezone.localdate()):
            found = {model: raw(model) for model in tables}
        families += len(found[Family])
        for model, rows in found.items():
            assert list(too_many(model, rows, may)) == [], who
            if (expected := allowed[model]) is not None:
                assert {row["id"] for row in rows} == expected, f"{who}: {model._meta.label}"
            if hasattr(model, "pgh_tracked_model") or model._meta.label in NOBODYS:
                assert rows == [], f"{who}: {model._meta.label}"
    assert families > 5


@pytest.mark.parametrize("purpose", ["", wall.Purpose.PUBLIC])
def test_where_nobody_acts_there_is_no_row_and_none_is_written(purpose: str) -> None:
    build(cast())
    filled = {model for model in walled() if model._default_manager.exists()}
    assert len(filled) > 45

    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_become(%s)", [purpose])
    for model in walled():
        table, key = model._meta.db_table, model._meta.concrete_fields[0].column
        assert raw(model) == [], table
        assert _changed(f"UPDATE {table} SET {key} = {key}") == 0
        assert _changed(f"DELETE FROM {table}") == 0
    for model in set(lifecycle.first_party_models()) & set(walled()) - {
        apps.get_model("journal.AccessEntry")
    }:
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            _run(f"INSERT INTO {model._meta.db_table} DEFAULT VALUES")


@pytest.mark.parametrize("is_linked", [True, False], ids=["barred from its family", "a conflict of interest"])
def test_what_somebody_was_asked_is_hidden_once_the_enquiry_is_closed_to_them(is_linked: bool) -> None:
    screener, nurse = enquiries.screener(), factories.practitioner()
    enquiry = enquiries.claimed(screener)
    if is_linked:
        enquiry = enquiries.linked(enquiry, screener)
    reply(ask(enquiry, screener, of=Recipient(email=nurse.email)), by=nurse)

    def rows() -> list[int]:
        with wall.entered(nurse.pk, at=timezone.now(), today=timezone.localdate()):
            return [len(raw(model)) for model in (InformationRequest, InformationReply)]

    assert rows() == [1, 1]
    if is_linked:
        bar = {"family_id": enquiry.family_id, "practitioner": nurse, "from_at": LONG_AGO}
        AccessBar.objects.create(reason=BarReason.RELATIVE, **bar)
    else:
        close_to(nurse, enquiry)

    assert rows() == [0, 0]


def _changed(statement: str) -> int:
    """Return how many rows a statement changed; none where the role has no right to it at all."""
    try:
        with transaction.atomic():
            return _run(statement)
    except DatabaseError as refused:
        if "permission denied" not in str(refused):
            raise
        return 0


def _run(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)

"""Every table about people stands behind the second wall, or says why not; every reading beyond it is known."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

from baton.core import lifecycle, wall
from config.run.home import ROOT

PEOPLE = {"people.Person", "people.Family", "casework.Case", "frontdoor.Enquiry"}
IDS = {"family_id", "person_id", "case_id", "owner_key"}
"""Columns that lead to people, or to what was typed about them, without a key of the database."""

BESIDE = {
    "frontdoor.SafeguardingStop": "holds the name of a child",
    "notices.Link": "leads to an answer about a family",
    "people.DeclaredPerson": "names whom a practitioner may not see",
    "oversight.UnusualReading": "tells how a practitioner read, to those who look into it",
    "journal.AccessLink": "proves the access log, which nobody's page may continue",
    "integrations.ImportedRecord": "names the row that was written for it",
}
"""Behind the wall for another reason than a key or an id."""

OPEN: dict[str, str] = {}
"""About people, and yet open to everybody who is connected; none today."""

BEYOND = {
    "baton/demo/mark.py": Counter(["SYSTEM"]),
    "baton/casework/models/leading.py": Counter(["CASELOAD", "CASELOAD"]),
    "baton/casework/models/listing.py": Counter(["INFORMATION"]),
    "baton/casework/presenters/liaison.py": Counter(["LIAISON", "LIAISON"]),
    "baton/casework/presenters/overview.py": Counter(["INFORMATION"]),
    "baton/casework/views/information.py": Counter(["INFORMATION", "INFORMATION"]),
    "baton/casework/views/loading.py": Counter(["INFORMATION"]),
    "baton/frontdoor/actions/reach.py": Counter(["STATUS", "STATUS"]),
    "baton/frontdoor/presenters/status.py": Counter(["STATUS"]),
    "baton/frontdoor/permissions.py": Counter(["ASKED"]),
    "baton/frontdoor/views/specialist.py": Counter(["ASKED"]),
    "baton/frontdoor/views/loading.py": Counter(["RESTRICTION"]),
    "baton/insight/views/report.py": Counter(["FIGURES", "FIGURES"]),
    "baton/notices/views/message.py": Counter(["STATUS"]),
    "baton/people/models/held.py": Counter(["RESTRICTION"]),
    "baton/people/pages.py": Counter(["FIGURES", "RANKING"]),
    "baton/people/search.py": Counter(["RANKING"]),
    "baton/people/access.py": Counter(["DISCLOSURE", *["RESTRICTION"] * 4]),
    "baton/desk/numbers.py": Counter(["FIGURES"]),
    "baton/desk/work.py": Counter(["ASKED", "INFORMATION"]),
    "baton/portal/presenters.py": Counter(["ASKED"]),
    "baton/portal/views/ask.py": Counter(["LINK"]),
    "baton/portal/views/information.py": Counter(["ASKED"]),
    "baton/portal/views/link.py": Counter(["LINK"]),
}
"""Every reading beyond somebody's scope, by file. Another one is a decision: name it here, with its reason beside it."""

OURS = lifecycle.first_party_models()
SOURCES = [
    path
    for path in sorted((ROOT / "baton").rglob("*.py"))
    if "tests" not in path.parts and path != ROOT / "baton" / "core" / "wall.py"
]


def leads_to_people(model: type[models.Model], met: frozenset[str] = frozenset()) -> bool:
    if model._meta.label in PEOPLE:
        return True
    if model._meta.label in met:
        return False
    met |= {model._meta.label}
    return any(
        field.column in IDS or (field.remote_field and leads_to_people(field.remote_field.model, met))
        for field in model._meta.concrete_fields
    )


def behind_the_wall() -> dict[str, set[str]]:
    """Return the policies of every table that has row-level security, its owner included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_class.relname, array_agg(polname::text) FROM pg_policy"
            "  JOIN pg_class ON pg_class.oid = polrelid"
            " WHERE relrowsecurity AND relforcerowsecurity GROUP BY pg_class.relname"
        )
        return {table: set(policies) for table, policies in cursor.fetchall()}


@pytest.mark.django_db
def test_every_table_about_people_is_behind_the_wall_or_says_why_not() -> None:
    about = {model._meta.label for model in OURS if leads_to_people(model)}
    walled = behind_the_wall()

    assert not set(BESIDE) & about
    assert about - set(OPEN) | set(BESIDE) == {m._meta.label for m in OURS if m._meta.db_table in walled}
    kinds = ({"wall_read", "wall_write"}, {"wall_own"}, {"wall_read", "wall_note"})
    assert all(policies in kinds for policies in walled.values())


@pytest.mark.django_db
def test_so_is_its_history() -> None:
    walled = behind_the_wall()
    histories = {
        history._meta.label: history._meta.db_table in walled
        for history in apps.get_models()
        if (tracked := getattr(history, "pgh_tracked_model", None)) and tracked._meta.db_table in walled
    }

    assert len(histories) > 30
    assert [label for label, is_walled in histories.items() if not is_walled] == []


def test_every_reading_beyond_the_wall_is_known_and_says_why() -> None:
    found: dict[str, Counter[str]] = {}
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"\bwith (?:.+, )?wall\.beyond\(\s*([\w.]+)", text):
            found.setdefault(str(path.relative_to(ROOT)), Counter())[match[1].rpartition(".")[2]] += 1
            before = text[: match.start()].splitlines()[-2:]
            line = text[match.start() :].splitlines()[0]
            assert "#" in "".join([*before, line]), (
                f"{path}: say beside it why rows are read beyond the scope"
            )
        assert len(re.findall(r"\bbeyond\(", text)) == sum(
            found.get(str(path.relative_to(ROOT)), Counter()).values()
        )

    assert found == BEYOND


@pytest.mark.parametrize("path", [path for path in SOURCES if "actions" in str(path)], ids=str)
def test_actions_are_deeds(path: Path) -> None:
    assert "transaction.atomic" not in path.read_text(encoding="utf-8"), "mark the action @deed"


@pytest.mark.django_db
@pytest.mark.parametrize("purpose", [*wall.Purpose, "practitioner", "nonsense", ""])
def test_the_database_knows_the_same_purposes(purpose: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baton.purpose', %s, true)", [purpose])
        cursor.execute("SELECT wall_reads(), wall_writes()")

        assert cursor.fetchone() == (purpose in wall.READS, purpose in wall.WRITES)

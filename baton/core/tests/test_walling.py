"""Policies as migrations write them: asked by a function for each row, or through the parent."""

import pytest

from baton.core.walling import asked_by_row, through

PARENT = "casework_case"
OTHER = "people_person"


def test_what_asks_through_a_parent_asks_by_row_and_is_undone_as_it_was() -> None:
    seen = f"row.kind = 'open' AND {through(PARENT, 'case_id')} AND {through(OTHER, 'person_id')}"

    made = asked_by_row("notes", seen, case_id=PARENT)

    assert "notes.kind = 'open' AND public.wall_sees_casework_case(notes.case_id) AND EXISTS (" in str(
        made.sql
    )
    assert "wall_sees_people_person" not in str(made.sql)
    assert "wall_sees" not in str(made.reverse_sql)


def test_a_policy_that_does_not_ask_through_the_parent_is_told() -> None:
    with pytest.raises(ValueError, match="notes does not ask through casework_case by case_id"):
        asked_by_row("notes", through(OTHER, "person_id"), case_id=PARENT)

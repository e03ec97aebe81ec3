"""Many rows at once are what one by one would be."""

import gc
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from baton.core import bulk
from baton.core.models import Draft, Submission

NOW = datetime(2026, 6, 3, 12, 0, 0, 5, tzinfo=UTC)
DATA = {"worries": "Tab\tand \\N and\nline “end”", "needs": ["sleep"], "none": None}
MANY = bulk.FEW + 1


def drafts(count: int, **given) -> list[Draft]:
    values = {"owner_key": "ann", "subject": "", "data": DATA, "saved_at": NOW, **given}
    return [Draft(**{"form": f"\\N {number}\t", **values}) for number in range(count)]


either = pytest.mark.parametrize("add", [bulk.insert, bulk.append])


@pytest.mark.django_db
@either
@pytest.mark.parametrize("count", [0, 1, bulk.FEW, MANY])
def test_what_is_inserted_is_as_it_was_given(add, count):
    rows = drafts(count)
    add(rows)

    kept = {draft.pk: draft for draft in Draft.objects.all()}
    assert len(kept) == len(rows) == count
    assert all(vars(kept[row.pk]) | {"_state": None} == vars(row) | {"_state": None} for row in rows)
    assert not any(row._state.adding for row in rows)


@pytest.mark.django_db
@either
@pytest.mark.parametrize("count", [1, MANY])
def test_constraints_hold_and_nothing_is_left(add, count):
    with pytest.raises(IntegrityError), transaction.atomic():
        add([*drafts(count), *drafts(1)])

    assert not Draft.objects.exists()


@pytest.mark.django_db
@either
@pytest.mark.parametrize("count", [1, MANY])
def test_words_too_long_are_refused(add, count):
    with pytest.raises(DataError), transaction.atomic():
        add(drafts(count, owner_key="a" * 65))


@pytest.mark.django_db
@either
@pytest.mark.parametrize("count", [1, MANY])
def test_a_value_of_another_kind_is_refused(add, count):
    with pytest.raises((ValidationError, TypeError)), transaction.atomic():
        add(drafts(count, saved_at="soon"))


@pytest.mark.django_db
def test_what_is_appended_costs_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        bulk.append(drafts(2))


@pytest.mark.django_db
def test_each_row_is_changed_to_its_own_values(monkeypatch):
    monkeypatch.setattr(bulk, "BATCH", 2)
    rows, (other,) = bulk.insert(drafts(5)), bulk.insert(drafts(1, owner_key="bob"))

    for number, row in enumerate(rows):
        row.subject, row.saved_at = f"s{number}", NOW + timedelta(number)
    bulk.update(rows, ["subject", "saved_at"])

    kept = Draft.objects.filter(owner_key="ann").order_by("subject").values_list("pk", "subject", "saved_at")
    assert list(kept) == [(row.pk, f"s{n}", NOW + timedelta(n)) for n, row in enumerate(rows)]
    other.refresh_from_db()
    assert (other.subject, other.saved_at) == ("", NOW)


@pytest.mark.django_db
def test_nothing_to_change_is_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.update([], ["subject"])


@pytest.mark.django_db
def test_a_change_too_long_is_refused_and_not_cut_off():
    (row,) = bulk.insert([Submission(token=uuid4(), owner_key="ann", location="/a", at=NOW)])
    row.location = "/" + "a" * 500

    with pytest.raises(DataError), transaction.atomic():
        bulk.update([row], ["location"])


def test_the_collector_is_off_meanwhile_and_then_as_it_was():
    with bulk.without_collector():
        assert not gc.isenabled()
        with bulk.without_collector():
            pass
        assert not gc.isenabled()

    assert gc.isenabled()

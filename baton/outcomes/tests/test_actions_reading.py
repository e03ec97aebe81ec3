"""Taking, correcting and removing readings; many at once leave what one at a time leaves."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from baton import journal
from baton.journal.models import Event
from baton.outcomes import events
from baton.outcomes.actions import bulk, reading
from baton.outcomes.models import Reading
from baton.outcomes.rules.scale import Fault
from baton.outcomes.rules.travelled import Stage
from baton.outcomes.tests import factories
from baton.outcomes.tests.factories import NOW, TODAY
from baton.people.tests import factories as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def family():
    return people.family()


@pytest.fixture
def child(family):
    return people.child(of=family)


@pytest.fixture
def lead():
    return people.practitioner()


def test_a_sitting_is_a_row_for_each_area_and_one_event(family, child, lead):
    sitting = factories.sitting(of=child, family=family, notes={"safety": "I sleep with the light on"})

    rows = reading.take(sitting=sitting, by=lead, at=NOW)

    assert [(row.area, row.score, row.note) for row in rows] == [
        ("safety", 3, "I sleep with the light on"),
        ("wellbeing", 4, ""),
    ]
    event = Event.objects.of_kinds([events.READING_TAKEN]).get(case_id=sitting.case_id)
    assert event.data == {
        "tool": "scaling",
        "stage": "initial",
        "taken_on": TODAY.isoformat(),
        "scores": [{"area": "safety", "score": "3"}, {"area": "wellbeing", "score": "4"}],
    }
    assert (event.family_id, event.person_id, event.actor_id) == (family.pk, child.pk, lead.pk)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"scores": {}}, Fault.NOTHING_SCORED),
        ({"scores": {"safety": Decimal(11)}}, Fault.OUTSIDE_SCALE),
        ({"scores": {"school": Decimal(1)}}, Fault.UNKNOWN_AREA),
        ({"taken_on": TODAY + timedelta(1)}, Fault.IN_FUTURE),
    ],
)
def test_scores_that_do_not_fit_are_refused(family, child, lead, change, fault):
    sitting = replace(factories.sitting(of=child, family=family), **change)

    with pytest.raises(reading.BadScore) as refused:
        reading.take(sitting=sitting, by=lead, at=NOW)

    assert refused.value.fault is fault
    assert not Reading.objects.exists()


def test_the_same_sitting_is_not_taken_twice(family, child, lead):
    sitting = factories.sitting(of=child, family=family)
    reading.take(sitting=sitting, by=lead, at=NOW)

    with pytest.raises(reading.AlreadyTaken):
        reading.take(sitting=sitting, by=lead, at=NOW)


def test_another_area_of_the_same_sitting_may_follow(family, child, lead):
    sitting = factories.sitting(of=child, family=family, scores={"safety": 3})
    reading.take(sitting=sitting, by=lead, at=NOW)

    reading.take(sitting=replace(sitting, scores={"wellbeing": Decimal(5)}), by=lead, at=NOW)

    assert Reading.objects.of_case(sitting.case_id).count() == 2


def test_a_correction_keeps_the_old_score_in_the_history(family, child, lead):
    sitting = factories.sitting(of=child, family=family, scores={"safety": 3})
    [row] = reading.take(sitting=sitting, by=lead, at=NOW)

    reading.correct(reading=row, tool=sitting.tool, score=Decimal(8), by=lead, at=NOW)

    row.refresh_from_db()
    assert row.score == 8
    assert [float(old.score) for old in row.history.order_by("pgh_id")] == [3, 8]
    assert Event.objects.of_kinds([events.READING_CORRECTED]).get(subject_id=row.pk).data["to"] == "8"


def test_a_correction_must_fit_the_scale(family, child, lead):
    sitting = factories.sitting(of=child, family=family, scores={"safety": 3})
    [row] = reading.take(sitting=sitting, by=lead, at=NOW)

    with pytest.raises(reading.BadScore):
        reading.correct(reading=row, tool=sitting.tool, score=Decimal(12), by=lead, at=NOW)


def test_a_score_entered_by_mistake_is_removed_and_leaves_an_event(family, child, lead):
    [row] = reading.take(
        sitting=factories.sitting(of=child, family=family, scores={"safety": 3}), by=lead, at=NOW
    )

    reading.remove(reading=row, by=lead, at=NOW)

    assert not Reading.objects.exists()
    assert Event.objects.of_kinds([events.READING_REMOVED]).filter(subject_id=row.pk).exists()


@pytest.mark.parametrize("deed", ["take", "correct", "remove", "take_many"])
def test_without_its_event_nothing_is_saved(family, child, lead, monkeypatch, deed):
    sitting = factories.sitting(of=child, family=family, scores={"safety": 3})
    [row] = reading.take(sitting=sitting, by=lead, at=NOW)

    def broken(*args, **kwargs):
        raise RuntimeError("no event")

    monkeypatch.setattr(journal, "record", broken)
    monkeypatch.setattr(journal, "record_many", broken)
    deeds = {
        "take": lambda: reading.take(sitting=replace(sitting, stage=Stage.REVIEW), by=lead, at=NOW),
        "correct": lambda: reading.correct(reading=row, tool=sitting.tool, score=Decimal(9), by=lead, at=NOW),
        "remove": lambda: reading.remove(reading=row, by=lead, at=NOW),
        "take_many": lambda: bulk.take_many(new=[new_reading(row, stage=Stage.REVIEW)], by=lead, at=NOW),
    }

    with pytest.raises(RuntimeError):
        deeds[deed]()

    assert [kept.score for kept in Reading.objects.all()] == [3]


def new_reading(row: Reading, **values) -> bulk.NewReading:
    return bulk.NewReading(
        **{
            "person_id": row.person_id,
            "family_id": row.family_id,
            "case_id": row.case_id,
            "tool": row.tool,
            "edition": row.edition,
            "area": row.area,
            "taken_on": row.taken_on,
            "stage": Stage(row.stage),
            "score": row.score,
            "note": row.note,
            **values,
        }
    )


SAME = ("person_id", "family_id", "tool", "edition", "area", "taken_on", "stage", "score", "note", "by_id")


def test_many_at_once_leave_what_one_at_a_time_leaves(family, child, lead):
    case_id = uuid4()
    singles = [
        *reading.take(sitting=factories.sitting(of=child, family=family), by=lead, at=NOW),
        *reading.take(
            sitting=factories.sitting(of=child, family=family, stage=Stage.REVIEW), by=lead, at=NOW
        ),
    ]
    before = Event.objects.count()

    rows = bulk.take_many(new=[new_reading(row, case_id=case_id) for row in singles], by=lead, at=NOW)

    assert [[getattr(row, name) for name in SAME] for row in rows] == [
        [getattr(row, name) for name in SAME] for row in singles
    ]
    said = Event.objects.of_kinds([events.READING_TAKEN]).order_by("id")
    assert Event.objects.count() == before + 2
    assert [event.data for event in said.filter(case_id=case_id)] == [
        event.data for event in said.exclude(case_id=case_id)
    ]
    assert rows[0].recorded_at == NOW


def test_a_record_may_carry_its_own_moment_and_reference(family, child, lead):
    [row] = reading.take(
        sitting=factories.sitting(of=child, family=family, scores={"safety": 3}), by=lead, at=NOW
    )
    earlier = NOW - timedelta(days=40)

    [made] = bulk.take_many(new=[new_reading(row, at=earlier, imported_ref="legacy:r1")], by=None, at=NOW)

    assert (made.recorded_at, made.by, made.imported_ref) == (earlier, None, "legacy:r1")
    assert Event.objects.get(subject_id=made.pk).at == earlier


def test_only_the_readings_of_visible_families_show(family, child, lead):
    reading.take(sitting=factories.sitting(of=child, family=family), by=lead, at=NOW)
    people.grant(family, lead)
    outsider = people.practitioner()

    assert Reading.objects.visible_to(lead).count() == 2
    assert not Reading.objects.visible_to(outsider).exists()


def test_sets_of_readings(family, child, lead):
    sitting = factories.sitting(of=child, family=family)
    reading.take(sitting=sitting, by=lead, at=NOW)

    assert Reading.objects.of_cases([sitting.case_id]).of_tool("scaling").until(TODAY).count() == 2
    assert not Reading.objects.of_tool("level").exists()
    assert not Reading.objects.until(TODAY - timedelta(1)).exists()
    assert str(Reading.objects.of_case(sitting.case_id)[0]) == f"scaling safety on {TODAY}"

"""A family's timeline in words: one deed, one line, with its particulars for whoever may open the case."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from baton import journal
from baton.journal import timeline
from baton.partnership import profiles
from baton.people import events
from baton.people.story import BY_FAMILY, BY_SYSTEM, happenings
from baton.people.tests import factories as make
from baton.ui.components import Happening

pytestmark = pytest.mark.django_db
NOW, CASE = datetime(2026, 6, 3, 12, 0, tzinfo=UTC), uuid4()
LEVEL = {"level": 3, "occasion": "review"}


@pytest.fixture
def family():
    return make.family()


def told(family, group: str = "", cases: tuple[UUID, ...] = (CASE,)) -> list[Happening]:
    of_group = journal.events.of_group(group) if group else None
    entries = timeline.of_family(family.pk, kinds=of_group)
    return list(happenings(entries, {case: profiles.current() for case in cases}, group=group))


def test_one_deed_is_one_line_that_names_needs_level_and_whom_they_are_about(family):
    ava, by = make.child(of=family), make.practitioner()
    for code in ("housing", "debt", "housing"):
        journal.record(
            events.NEED_RECORDED, at=NOW, by=by, family=family, person=ava, case_id=CASE, data={"code": code}
        )
    journal.record(events.LEVEL_RECORDED, at=NOW, by=by, family=family, case_id=CASE, data=LEVEL)
    needs, level = profiles.current().needs, profiles.current().level(3)

    (line,) = told(family)

    assert line.words == f"Need recorded: {needs.label('housing')}, {needs.label('debt')} ({ava.called})"
    assert line.also == (f"Level of need recorded: 3 {level.label}, at review",)
    assert line.by.startswith(by.name)


def test_what_is_said_of_several_people_stands_beneath_once_for_those_of_whom_it_is_alike(family):
    ava, bo, cy = (make.child(name, of=family) for name in ("Ava", "Bo", "Cy"))
    for child, codes in ((ava, ["housing", "debt"]), (bo, ["housing", "debt"]), (cy, ["debt"])):
        for code in codes:
            journal.record(events.NEED_RECORDED, at=NOW, family=family, person=child, data={"code": code})
    housing, debt = (profiles.current().needs.label(code) for code in ("housing", "debt"))

    (line,) = told(family)

    assert line.words == "Need recorded"
    assert line.also == (f"{housing}, {debt} ({ava.called}, {bo.called})", f"{debt} ({cy.called})")


def test_of_a_case_outside_ones_scope_one_learns_no_particulars(family):
    journal.record(events.LEVEL_RECORDED, at=NOW, family=family, case_id=CASE, data=LEVEL)

    assert [line.words for line in told(family, cases=())] == ["Level of need recorded"]


def test_access_that_comes_with_a_deed_is_told_where_it_is_asked_for(family):
    by = make.practitioner()
    journal.record(events.LEVEL_RECORDED, at=NOW, by=by, family=family, case_id=CASE, data=LEVEL)
    given = {"practitioner": by.pk, "organisation": None, "kind": "coordinator"}
    journal.record(events.GRANT_GIVEN, at=NOW, by=by, family=family, data=given)

    assert told(family)[0].also == ()
    assert told(family, group=events.ACCESS)[0].also == (f"Access given: {by.name}, coordinator",)


def test_what_says_nothing_more_is_counted_and_whoever_did_it_is_named(family):
    for _ in range(2):
        journal.record(events.MEMBER_ADDED, at=NOW, family=family)
    journal.record(events.MEMBER_ADDED, at=NOW + timedelta(1), actor_kind="family", family=family)

    assert [(line.words, line.by) for line in told(family)] == [
        ("A person joined the family", BY_FAMILY),
        ("A person joined the family (2)", BY_SYSTEM),
    ]

"""What arrives in bulk leaves the same rows and events as what is done one by one."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps

from baton.casework.actions import assessment as assessments
from baton.casework.actions import bulk
from baton.casework.actions.values import Lead, NewAssessment, NewPart, Returned
from baton.casework.models import Assessment, Case, Duty
from baton.casework.rules.case import Origin
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, OPENED, THEN, TODAY
from baton.journal.models import Event
from baton.outcomes.models import Reading
from baton.people.models import Need

ROWS = ("casework", "people", "outcomes")
OF_ITS_OWN = {"id", "reference", "recorded_at"}


def plain(value: Any, names: dict[UUID, str]) -> Any:
    if isinstance(value, UUID):
        return names.get(value, "another")
    return value


def rows_of(family, names: dict[UUID, str]) -> dict[str, list[Any]]:
    """Every row about a family, told without its own ids and references."""
    found: dict[str, list[Any]] = {}
    models = [model for app in ROWS for model in apps.get_app_config(app).get_models()]
    for model in models:
        if "History" in model.__name__:
            continue
        path = next(
            (path for path in ("family", "case__family", "assessment__case__family") if reaches(model, path)),
            None,
        )
        if path is None or model.__name__ == "FamilyMembership":
            continue
        values = model._default_manager.filter(**{path: family}).values()
        found[model.__name__] = sorted(
            str({k: plain(v, names) for k, v in row.items() if k not in OF_ITS_OWN}) for row in values
        )
    return found


def reaches(model, path: str) -> bool:
    for step in path.split("__"):
        fields = {field.name: field for field in model._meta.local_fields}
        if step not in fields or not fields[step].is_relation:
            return False
        model = fields[step].related_model
    return True


def events_of(case, names: dict[UUID, str]) -> list[Any]:
    events = Event.objects.of_family(case.family_id).filter(kind__startswith="casework")
    return sorted(
        (event.kind, event.actor_kind, plain(event.person_id, names), sorted(event.data)) for event in events
    )


def test_many_cases_come_out_as_one_does(around):
    one, other = factories.household("One"), factories.household("Other")
    first = factories.case(one, around)

    (second,) = bulk.open_many([factories.new_case(other, around)], by=None, at=THEN)

    names = shared(one, other, first, second)
    assert rows_of(first.family, names) == rows_of(second.family, names)
    assert events_of(first, names) == events_of(second, names)


def shared(one, other, first, second) -> dict[UUID, str]:
    """Like names for what is alike in both families."""
    names: dict[UUID, str] = {}
    for home, case in ((one, first), (other, second)):
        names |= {
            home.family.pk: "family",
            home.mother.pk: "mother",
            home.father.pk: "father",
            home.child.pk: "child",
            case.pk: "case",
        }
        names |= dict.fromkeys(case.allocations.values_list("pk", flat=True), "allocation")
        names |= dict.fromkeys(case.assessments.values_list("pk", flat=True), "assessment")
    return names


def by_hand(case, around) -> Assessment:
    started = assessments.start(case=case, by=around.lead, at=NOW)
    factories.fill(started, around.lead)
    sent = assessments.submit(
        assessment=started, reader=around.manager, by=around.lead, at=NOW, expected_version=1
    )
    return assessments.authorise(assessment=sent, by=around.manager, at=NOW, expected_version=2)


def parts_like(assessment: Assessment, one, other) -> tuple[NewPart, ...]:
    swap = {one.mother.pk: other.mother.pk, one.father.pk: other.father.pk, one.child.pk: other.child.pk}
    return tuple(
        NewPart(section=part.section, answers=part.answers, person_id=swap.get(part.person_id))
        for part in assessment.parts.all()
    )


def test_many_assessments_come_out_as_one_does(around):
    one, other = factories.household("One"), factories.household("Other")
    first, second = factories.case(one, around), factories.case(other, around)
    for case, home in ((first, one), (second, other)):
        factories.everybody_agrees(case, home)
    done = by_hand(first, around)

    (brought,) = bulk.assess_many(
        [
            NewAssessment(
                case=second,
                started_on=TODAY,
                started_at=NOW,
                started_by=around.lead,
                submitted_at=NOW,
                submitted_by=around.lead,
                authorised_at=NOW,
                authorised_by=around.manager,
                organisation=around.school,
                parts=parts_like(done, one, other),
            )
        ],
        by=around.manager,
        at=NOW,
    )

    assert (brought.state, brought.completed_on, brought.due_on) == (
        done.state,
        done.completed_on,
        done.due_on,
    )
    assert Need.objects.filter(case_id=second.pk).count() == Need.objects.filter(case_id=first.pk).count()
    assert (
        Reading.objects.filter(case_id=second.pk).count() == Reading.objects.filter(case_id=first.pk).count()
    )
    names = shared(one, other, first, second)
    assert events_of(first, names) == events_of(second, names)
    left = Duty.objects.open().filter(case__in=[first, second])
    assert set(left.values_list("kind", flat=True)) == {"hold_meeting"}


def test_one_that_was_returned_comes_out_as_if_it_had_been_returned_here(around):
    one, other = factories.household("One"), factories.household("Other")
    first, second = factories.case(one, around), factories.case(other, around)
    for case, home in ((first, one), (second, other)):
        factories.everybody_agrees(case, home)
    started = assessments.start(case=first, by=around.lead, at=NOW)
    factories.fill(started, around.lead)
    sent = {"reader": around.manager, "by": around.lead, "at": NOW}
    row = assessments.submit(assessment=started, expected_version=1, **sent)
    back = {"reason": "Say what the children said", "by": around.manager, "at": NOW}
    row = assessments.return_(assessment=row, expected_version=2, **back)
    returned = Returned(
        submitted_at=NOW,
        submitted_by=around.lead,
        returned_at=NOW,
        returned_by=around.manager,
        reason=back["reason"],
    )
    given = {"started_on": TODAY, "started_at": NOW, "started_by": around.lead, "returned": returned}

    (brought,) = bulk.assess_many([NewAssessment(case=second, **given)], by=around.lead, at=NOW)

    for name in ("state", "submitted_at", "submitted_by", "returned_reason", "due_on"):
        assert getattr(brought, name) == getattr(row, name), name
    assert said_of(brought) == said_of(row)
    assert owed(second) == owed(first) == {"amend_assessment": (around.lead, row.due_on)}

    assessments.authorise(
        assessment=assessments.submit(assessment=row, expected_version=3, **sent),
        expected_version=4,
        by=around.manager,
        at=NOW,
    )
    whole = NewAssessment(
        case=factories.case(factories.household("Third"), around),
        submitted_at=NOW,
        submitted_by=around.lead,
        authorised_at=NOW,
        authorised_by=around.manager,
        **given,
    )
    (done,) = bulk.assess_many([whole], by=around.lead, at=NOW)

    assert (done.state, done.returned_reason) == ("authorised", "")
    assert said_of(done) == said_of(row)


def said_of(assessment) -> tuple[list[Any], list[str]]:
    """How often it was submitted and what was answered, with the deeds in their order."""
    submissions = assessment.submissions.order_by("submitted_at", "answer").values_list(
        "submitted_by", "answer", "answered_by", "reason"
    )
    deeds = Event.objects.filter(subject_id=assessment.pk).order_by("id")
    return sorted(submissions), list(deeds.values_list("kind", flat=True))


def bring(case, around, **values):
    (row,) = bulk.assess_many(
        [NewAssessment(case=case, started_on=OPENED, started_by=around.lead, **values)], by=None, at=NOW
    )
    return row


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


def owed(case) -> dict[str, Any]:
    return {
        duty.kind: (duty.owner, duty.due_on)
        for duty in Duty.objects.open().filter(case=case).exclude(kind="hold_meeting")
    }


def test_one_that_is_under_way_is_owed(case, around):
    row = bring(case, around)

    assert row.state == "in_progress"
    assert owed(case) == {"complete_assessment": (around.lead, date(2026, 10, 7))}


def test_one_that_waits_is_owed_by_its_reader(case, around):
    row = bring(case, around, submitted_at=NOW, submitted_by=around.lead, reader=around.manager)

    assert row.state == "submitted"
    assert owed(case) == {"authorise_assessment": (around.manager, date(2026, 9, 21))}
    assert row.submissions.get().answer == ""


def test_one_without_a_reader_stands_on_the_list_of_nobody(case, around):
    row = bring(case, around, submitted_at=NOW, submitted_by=around.lead)

    assert owed(case)["authorise_assessment"][0] is None
    assert row.state == "submitted"


def test_one_that_an_older_system_completed_is_completed(case, around):
    row = bring(case, around, completed_on=date(2026, 9, 10), imported_ref="legacy:a1")

    assert (row.state, row.completed_on, row.authorised_by) == ("authorised", date(2026, 9, 10), None)
    assert owed(case) == {}
    assert row.submissions.count() == 0


def test_older_data_may_hold_two_unfinished_assessments(case, around):
    bring(case, around, imported_ref="legacy:a1")

    assert bring(case, around, imported_ref="legacy:a2").number == 2


def test_a_case_of_an_older_system_keeps_the_names_it_knew(home, around):
    lead = Lead(
        from_on=OPENED,
        imported_practitioner="J. Doe",
        imported_organisation="Old school",
        agency_type="school",
    )

    (case,) = bulk.open_many(
        [factories.new_case(home, None, lead=lead, imported_ref="legacy:c1", register_on=OPENED)],
        by=None,
        at=THEN,
    )

    led = Case.objects.get(pk=case.pk).allocations.get()
    assert (led.imported_practitioner, led.lead_agency_type, led.practitioner) == ("J. Doe", "school", None)


def test_a_lead_nobody_can_name_is_kept_with_the_kind_of_agency(home):
    lead = Lead(from_on=OPENED, agency_type="health")

    (case,) = bulk.open_many([factories.new_case(home, None, lead=lead)], by=None, at=THEN)

    assert case.allocations.get().lead_agency_type == "health"
    assert Case.objects.get(pk=case.pk).allocated_on == OPENED


def test_an_agency_the_profile_does_not_know_has_no_kind(home, around):
    around.school.agency_type = "circus"

    case = factories.case(home, around)

    assert case.allocations.get().lead_agency_type == ""


def test_references_are_drawn_again_where_one_is_taken(home, around, monkeypatch):
    taken = factories.case(home, around).reference
    drawn = iter([taken, "C-BBBBBB"])
    monkeypatch.setattr("baton.casework.actions.opening.new_reference", lambda letter: next(drawn))

    assert factories.case(factories.household("Next"), around).reference == "C-BBBBBB"


def test_ten_cases_cost_as_many_queries_as_one(around):
    homes = [factories.household(f"Home {number}") for number in range(11)]
    new = [factories.new_case(home, around) for home in homes]
    with counted() as one:
        bulk.open_many(new[:1], by=None, at=THEN)

    with counted() as ten:
        bulk.open_many(new[1:], by=None, at=THEN)

    assert len(ten) == len(one)


def counted() -> Any:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def test_origin_and_days_are_those_given(home, around):
    case = factories.case(home, around, origin=Origin.STEP_DOWN, opened_on=date(2026, 9, 1))

    assert (case.origin, case.spans.get().opened_on) == ("step_down", date(2026, 9, 1))

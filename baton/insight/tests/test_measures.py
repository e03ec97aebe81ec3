"""Each figure at the edge of its definition (contracts/reports.md)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from baton.casework.models import CaseSpan, ReviewRegisterEntry, StandIn
from baton.frontdoor.models import SpecialistRequest
from baton.insight.report import highlight_report
from baton.insight.rules.figure import Figure
from baton.insight.rules.period import Period, end_of
from baton.insight.tests import world
from baton.insight.tests.world import JUNE
from baton.journal import record
from baton.partnership import profiles
from baton.partnership.tests import factories
from baton.people.tests import factories as people

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)

pytestmark = pytest.mark.django_db


def figure(code: str, *, as_of: datetime | None = None, from_on: date = FIRST, to_on: date = LAST) -> Figure:
    period = Period(from_on, to_on, as_of or end_of(date(2026, 7, 31), LONDON), LONDON)
    return highlight_report(period=period, profile=profiles.current()).figures[code]


def share(code: str, **asked: object) -> tuple[int, int]:
    found = figure(code, **asked)
    return found.numerator, found.denominator


def test_an_enquiry_belongs_to_the_local_day_on_which_it_came() -> None:
    world.enquiry(datetime(2026, 5, 31, 22, 59, tzinfo=UTC))
    world.enquiry(datetime(2026, 5, 31, 23, 0, tzinfo=UTC))
    world.enquiry(datetime(2026, 6, 30, 22, 59, tzinfo=UTC))
    world.enquiry(datetime(2026, 6, 30, 23, 0, tzinfo=UTC))

    assert figure("enquiries.total").value == 2
    assert figure("enquiries.by_month.2026-06").value == 2


def test_what_was_keyed_in_error_counts_until_it_was_found() -> None:
    made = world.enquiry()
    world.exclude(made, JUNE + timedelta(days=5))

    assert figure("enquiries.total").value == 0
    earlier = end_of(date(2026, 6, 12), LONDON)
    assert figure("enquiries.total", as_of=earlier, to_on=date(2026, 6, 12)).value == 1


def test_the_latest_decision_made_by_the_moment_of_view_counts() -> None:
    made = world.enquiry(hours=1, outcome="advice")
    world.decide(made, JUNE + timedelta(days=20), "assessment")

    assert share("enquiries.by_outcome.assessment") == (1, 1)
    then = end_of(date(2026, 6, 15), LONDON)
    assert share("enquiries.by_outcome.advice", as_of=then, to_on=date(2026, 6, 15)) == (1, 1)


def test_what_is_not_decided_yet_says_so() -> None:
    world.enquiry()

    assert share("enquiries.by_outcome.undecided") == (1, 1)


def test_a_specialists_view_counts_where_it_came_in_time_and_was_not_returned() -> None:
    asked = {"specialism": "camhs", "question": "What do you think?", "asked_at": JUNE}
    staff, due = factories.practitioner(), JUNE + timedelta(days=1)
    common = {**asked, "organisation": factories.organisation(), "asked_by": staff, "due_at": due}
    said = {"outcome": "advice", "view": "School first.", "answered_by": staff}
    for values in (
        {**said, "answered_at": due},
        {**said, "answered_at": due + timedelta(seconds=1)},
        {**said, "answered_at": due, "outcome": "returned"},
        {"closed_at": due, "closed_because": "enquiry_done"},
        {"closed_at": due, "closed_because": "withdrawn"},
    ):
        SpecialistRequest.objects.create(enquiry=world.enquiry(), **common | values)
    world.enquiry()

    assert share("screening.specialists") == (1, 4)


def test_exactly_48_elapsed_hours_are_within_the_target_and_a_second_more_is_not() -> None:
    world.enquiry(hours=48)
    world.enquiry(hours=48 + 1 / 3600)

    assert share("screening.within_target") == (1, 2)


def test_elapsed_hours_pass_over_a_clock_change() -> None:
    received = datetime(2026, 3, 28, 12, tzinfo=UTC)
    world.enquiry(received, hours=48)

    assert share("screening.within_target", from_on=date(2026, 3, 1), to_on=date(2026, 3, 31)) == (1, 1)


def test_a_waiting_enquiry_counts_against_the_target_only_once_its_time_is_over() -> None:
    world.enquiry(JUNE)
    at_the_hour = JUNE + timedelta(hours=48)

    day = at_the_hour.date()
    assert share("screening.within_target", as_of=at_the_hour, to_on=day) == (0, 0)
    assert share("screening.within_target", as_of=at_the_hour + timedelta(seconds=1), to_on=day) == (0, 1)


def test_a_second_decision_never_moves_the_first() -> None:
    made = world.enquiry(hours=47)
    world.decide(made, JUNE + timedelta(days=9), "assessment")

    assert share("screening.within_target") == (1, 1)


def test_told_is_of_those_decided() -> None:
    told, _, _ = world.enquiry(hours=2), world.enquiry(hours=2), world.enquiry()
    world.tell(told, JUNE + timedelta(hours=3))

    assert share("enquiries.told") == (1, 2)


def test_a_case_closed_on_the_last_day_is_not_active_and_one_closed_the_day_after_is() -> None:
    world.case(date(2026, 1, 1), LAST)
    world.case(date(2026, 1, 1), LAST + timedelta(days=1))
    world.case(LAST)
    world.case(LAST + timedelta(days=1))

    assert figure("cases.active").value == 2


def test_a_reopening_leaves_past_figures_alone() -> None:
    made = world.case(date(2026, 1, 1), date(2026, 6, 10))
    before = figure("cases.active").value
    CaseSpan.objects.create(case=made, opened_on=date(2026, 7, 10))

    assert before == figure("cases.active").value == 0
    assert figure("closures.total").value == 1
    assert figure("cases.active", from_on=date(2026, 7, 1), to_on=date(2026, 7, 31)).value == 1


def test_single_agency_support_is_no_case() -> None:
    world.case(date(2026, 1, 1), support="single_service")

    assert figure("cases.active").value == 0


def test_the_lead_agency_is_that_of_the_last_day() -> None:
    made = world.case(date(2026, 1, 1), lead="school")
    made.allocations.update(to_on=LAST)
    made.allocations.create(lead_agency_type="health", from_on=LAST)
    world.case(date(2026, 1, 1), allocated_on=None)

    assert share("cases.by_lead_agency.health") == (1, 2)
    assert share("cases.by_lead_agency.school") == (0, 2)
    assert share("cases.by_lead_agency.not_recorded") == (1, 2)


def test_a_case_is_unallocated_without_a_lead_or_when_the_lead_left_and_nobody_stands_in() -> None:
    def left() -> object:
        return factories.practitioner(left_on=date(2026, 6, 1), is_active=False)

    world.case(date(2026, 1, 1))
    world.case(date(2026, 1, 1), allocated_on=date(2026, 7, 1))
    world.case(date(2026, 1, 1), led_by=left())
    stood_in_for = world.case(date(2026, 1, 1), led_by=left())
    StandIn.objects.create(case=stood_in_for, practitioner=factories.practitioner(), from_on=date(2026, 6, 2))

    assert figure("cases.unallocated").value == 2


def test_the_register_holds_what_was_not_settled_by_the_last_day() -> None:
    somebody = factories.practitioner()
    for settled_on in (None, LAST, LAST + timedelta(days=1)):
        settled = settled_on and {
            "settled_on": settled_on,
            "disposal": "allocated",
            "screened_at": JUNE,
            "screened_by": somebody,
            "screen_outcome": "no_concern",
        }
        made = world.case(date(2026, 1, 1))
        ReviewRegisterEntry.objects.create(case=made, entered_on=date(2026, 1, 1), **(settled or {}))

    assert figure("review_register.size").value == figure("cases.awaiting_review").value == 2


def test_assessments_stand_as_they_stood_on_the_last_day() -> None:
    done, later, begun, _ = (world.case(date(2026, 1, 1)) for _ in range(4))
    world.assess(done, date(2026, 5, 1), LAST)
    world.assess(later, date(2026, 5, 1), LAST + timedelta(days=1))
    world.assess(begun, LAST)
    world.assess(begun, LAST + timedelta(days=1), number=2)

    assert share("assessments.completed") == (1, 4)
    assert share("assessments.in_progress") == (2, 4)
    assert share("assessments.not_started") == (1, 4)


def test_the_latest_assessment_started_counts() -> None:
    made = world.case(date(2026, 1, 1))
    world.assess(made, date(2026, 2, 1), date(2026, 2, 20))
    world.assess(made, date(2026, 6, 1), number=2)

    assert share("assessments.in_progress") == (1, 1)


def test_thirty_calendar_days_are_within_the_target() -> None:
    made = world.case(date(2026, 1, 1))
    world.assess(made, date(2026, 5, 2), date(2026, 6, 1))
    world.assess(made, date(2026, 5, 2), date(2026, 6, 2), number=2)

    assert share("assessments.within_target") == (1, 2)
    mean = figure("assessments.mean_days")
    assert (mean.total, mean.number, mean.value) == (61, 2, 30.5)


def test_teams_met_in_time_within_42_days_both_included() -> None:
    met, not_met, new = (
        world.case(opened) for opened in (date(2026, 1, 1), date(2026, 1, 1), date(2026, 5, 19))
    )
    world.meet(met, LAST - timedelta(days=42))
    world.meet(not_met, LAST - timedelta(days=43))
    world.meet(not_met, LAST, kind="maam")
    world.meet(new, LAST)

    assert share("meetings.on_time") == (1, 2)


def test_each_span_of_a_reopened_case_falls_from_its_own_level() -> None:
    twice = world.case(date(2026, 1, 5), date(2026, 3, 2), level_at_allocation=4, level_at_closure=1)
    twice.spans.create(opened_on=date(2026, 6, 1), closed_on=LAST, level_at_allocation=3, level_at_closure=2)

    levels = figure("closures.mean_level_change")

    assert (levels.total, levels.number) == (1, 1)


def test_closures_are_spans_with_days_objectives_and_levels() -> None:
    world.case(date(2026, 5, 1), FIRST, objectives_met="all", level_at_allocation=3, level_at_closure=1)
    world.case(date(2026, 6, 1), LAST, objectives_met="some", level_at_allocation=2, level_at_closure=3)
    world.case(date(2026, 6, 30), LAST)

    assert figure("closures.total").value == 3
    assert share("closures.all_objectives_met") == (1, 3)
    assert share("closures.objectives_not_recorded") == (1, 3)
    days, levels = figure("closures.mean_days_open"), figure("closures.mean_level_change")
    assert (days.total, days.number) == (31 + 29 + 0, 3)
    assert (levels.total, levels.number) == (2 - 1, 2)


def test_transfers_are_of_the_cases_open_at_any_time_of_the_period() -> None:
    stepped = world.case(date(2026, 1, 1), FIRST)
    world.case(date(2026, 1, 1), FIRST - timedelta(days=1))
    world.case(LAST)
    world.transfer(stepped, "step_up", datetime(2026, 6, 30, 22, 59, tzinfo=UTC))
    world.transfer(stepped, "step_up", datetime(2026, 6, 30, 23, 0, tzinfo=UTC))
    world.transfer(stepped, "step_down", None)

    assert share("transfers.step_up") == (1, 2)
    assert share("transfers.step_down") == (0, 2)


def test_the_last_reading_must_lie_in_the_period_and_be_another_than_the_first() -> None:
    better, same, once, earlier = (world.case(date(2026, 1, 1)) for _ in range(4))
    for made, readings in {
        better: [(date(2026, 1, 5), 3), (LAST, 7)],
        same: [(date(2026, 1, 5), 3), (FIRST, 3)],
        once: [(date(2026, 6, 5), 3)],
        earlier: [(date(2026, 1, 5), 3), (date(2026, 5, 31), 9)],
    }.items():
        child = people.child(of=made.family)
        for taken_on, score in readings:
            world.read(made, child, taken_on, score, "review")

    assert share("travelled.scaling.improved") == (1, 2)
    assert share("travelled.scaling.same") == (1, 2)
    assert share("travelled.scaling.worse") == (0, 2)


def test_on_the_same_day_the_start_comes_before_the_closure() -> None:
    made = world.case(date(2026, 1, 1))
    child = people.child(of=made.family)
    world.read(made, child, LAST, 8, "closure")
    world.read(made, child, LAST, 2, "initial")

    assert share("travelled.scaling.improved") == (1, 1)


def test_people_who_signed_in_are_counted_once() -> None:
    ada, bob = factories.practitioner(), factories.practitioner()
    for who, at in ((ada, JUNE), (ada, JUNE + timedelta(days=1)), (bob, JUNE - timedelta(days=30))):
        record("partnership.signed_in", at=at, by=who, subject=who)

    assert figure("users.active").value == 1

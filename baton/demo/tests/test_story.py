"""The story, without a database: the same each time, and as table W has it."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import sqrt
from pathlib import Path
from random import Random

import pytest

from baton.demo.rules import figures, ramp, staged, teams, turns
from baton.demo.rules.chance import LONDON, apportion
from baton.demo.rules.enquiries import TARGET
from baton.demo.rules.household import SIBLINGS, YEAR, YOUNGEST_MOTHER
from baton.demo.rules.partners import DOMAIN, AgencyType, Ground, Partner
from baton.demo.rules.story import Story, tell
from baton.partnership.rules.profile import parse
from baton.partnership.rules.roles import Role

NOW = datetime(2026, 3, 19, 14, tzinfo=LONDON)
FIRST, LAST = date(2026, 2, 1), date(2026, 2, 28)
SIGMAS = 4


def ground(name: str) -> Ground:
    folder = Path(__file__).parents[3] / "profiles" / name
    profile = parse({path.name: tomllib.loads(path.read_text()) for path in folder.glob("*.toml")})
    return Ground(
        agency_types={
            kind.code: AgencyType(
                kind.code, kind.source_type, kind.lead_agency_type, kind.may_lead, kind.case_limit or 0
            )
            for kind in profile.agency_types
        },
        organisations=[
            Partner(one.code, one.label, one.agency_type, one.locality or "", new=False)
            for one in profile.organisations
        ],
        localities=profile.localities.codes,
        postcodes={code: ["ZZ1 1ZZ"] for code in profile.localities.codes},
    )


@pytest.fixture(scope="module")
def whole() -> Story:
    return tell(ground("doncaster"), now=NOW)


def within(found: int, of: int, per_cent: float) -> bool:
    """Say whether a count lies within sampling error of a share."""
    share = per_cent / 100
    return abs(found - of * share) <= SIGMAS * sqrt(of * share * (1 - share)) + 1


def of_last_month(story: Story) -> list:
    return [one for one in story.enquiries if FIRST <= one.received_at.date() <= LAST]


def active(story: Story) -> list:
    return [case for case in story.cases if case.support == "full" and case.open_on(LAST)]


def shares_hold(found: Iterable[str], weights: dict[str, float]) -> None:
    counted = Counter(found)
    for code, weight in weights.items():
        assert within(counted[code], counted.total(), weight * 100 / sum(weights.values())), code


@pytest.mark.parametrize("name", ["doncaster", "darlington"])
def test_the_same_seed_and_moment_tell_the_same_story(name: str) -> None:
    assert tell(ground(name), now=NOW, families=60) == tell(ground(name), now=NOW, families=60)


def test_another_seed_tells_another() -> None:
    assert tell(ground("doncaster"), now=NOW, families=60, seed=1) != tell(
        ground("doncaster"), now=NOW, families=60, seed=2
    )


def test_it_is_as_large_as_said(whole) -> None:
    assert len(whole.partners) == figures.ORGANISATIONS
    assert len(whole.workers) == figures.PRACTITIONERS
    assert abs(len(whole.households) - figures.FAMILIES) < 100


def test_enquiries_grow_to_those_of_the_last_month(whole) -> None:
    by_month = Counter(f"{one.received_at:%Y-%m}" for one in whole.enquiries)

    assert abs(by_month["2026-02"] - figures.ENQUIRIES) <= 8
    assert abs(by_month["2026-02"] / by_month["2025-07"] - figures.GROWTH) < 0.05


def test_sources_and_outcomes_are_those_of_table_w(whole) -> None:
    shares_hold((one.source for one in of_last_month(whole)), figures.SOURCES)
    shares_hold((one.outcome for one in of_last_month(whole)), figures.OUTCOMES)


def test_two_thirds_are_screened_in_time_and_few_were_five_months_before(whole) -> None:
    def in_time(month: str) -> tuple[int, int]:
        decided = [one for one in whole.enquiries if f"{one.received_at:%Y-%m}" == month and one.decided_at]
        return sum(one.decided_at - one.received_at <= TARGET for one in decided), len(decided)

    assert within(*in_time("2026-02"), 66)
    assert within(*in_time("2025-09"), 6)


def test_active_cases_their_leads_and_their_assessments(whole) -> None:
    cases = active(whole)

    assert figures.ACTIVE <= len(cases) <= 1100
    assert sum(case.in_register for case in cases) == figures.REGISTER
    shares_hold((case.lead_type for case in cases), figures.LEADS)
    done = [
        one
        for one in cases
        if one.assessment and one.assessment.completed_on and one.assessment.completed_on <= LAST
    ]
    begun = [one for one in cases if one.assessment and one.assessment.started_on <= LAST and one not in done]
    assert within(len(done), len(cases), figures.ASSESSED)
    assert within(len(begun), len(cases), figures.IN_PROGRESS)


def test_how_long_assessments_and_cases_take(whole) -> None:
    took = [
        (one.assessment.completed_on - one.assessment.started_on).days
        for one in whole.cases
        if one.assessment and one.assessment.completed_on and FIRST <= one.assessment.completed_on <= LAST
    ]
    lasted = [
        (case.over_on - case.opened_on).days
        for case in whole.cases
        if case.support == "full" and case.over_on and FIRST <= case.over_on <= LAST
    ]
    assert abs(sum(took) / len(took) - figures.ASSESSMENT_DAYS) < SIGMAS * 11 / sqrt(len(took))
    assert abs(sum(lasted) / len(lasted) - figures.DAYS_OPEN) < SIGMAS * 38 / sqrt(len(lasted))
    ups = [case for case in whole.cases if case.step_up_at and FIRST <= case.step_up_at.date() <= LAST]
    assert len(ups) == figures.STEP_UPS


def test_need_falls_where_a_case_is_closed(whole) -> None:
    falls = [case.level - case.ended.level for case in whole.cases if case.ended]

    assert 0.4 < sum(falls) / len(falls) < 1.2
    assert min(falls) < 0


def test_nothing_happens_after_now(whole) -> None:
    for one in whole.enquiries:
        assert all(
            moment is None or moment <= NOW for moment in (one.received_at, one.claimed_at, one.decided_at)
        )
    for case in whole.cases:
        assert case.opened_on <= NOW.date()
        assert case.over_on is None or case.opened_on <= case.over_on <= NOW.date()
        assert all(case.opened_on <= day <= NOW.date() for day in case.meetings)
        assert all(case.opened_on <= mate.joined_on <= NOW.date() for mate in case.team)
        assert case.ahead is None or case.ahead.on > NOW.date()
        if case.assessment:
            assert case.opened_on <= case.assessment.started_on <= case.assessment.last_day <= NOW.date()
        if case.assessment and case.assessment.returned:
            sent, back = case.assessment.returned
            assert case.assessment.started_on < sent.date() <= back.date() <= NOW.date()
            assert case.assessment.submitted_at is None or back < case.assessment.submitted_at
        if case.reopened and case.over_on:
            assert case.over_on < case.reopened.on <= NOW.date()


def test_what_social_care_steps_down_comes_by_the_front_door(whole) -> None:
    sent = [one for one in whole.enquiries if one.source == "social_care" and one.outcome == "assessment"]
    steps = [one for one in sent if one.transfer == "step_down"]
    cases = [case for case in whole.cases if case.origin == "step_down"]

    assert within(len(steps), len([one for one in sent if one.decided_at]), figures.STEPPED_DOWN)
    assert {case.enquiry.channel for case in cases} == {"transfer"}
    assert all(case.opened_on == case.enquiry.decided_at.date() for case in cases)
    assert len(cases) > 20
    assert any(FIRST <= case.opened_on <= LAST for case in cases)
    assert any(case.origin == "transfer_in" for case in whole.cases)


def test_teams_are_of_other_agencies_and_as_large_as_said(whole) -> None:
    led = [case for case in whole.cases if case.support == "full" and not case.in_register]
    mates = [mate for case in led for mate in case.team]

    assert all(case.organisation not in {mate.organisation for mate in case.team} for case in led)
    assert within(sum(not mate.email for mate in mates), len(mates), figures.BY_NAME)
    wanted = sum(size * share for size, share in figures.TEAM_SIZE.items()) / 100
    assert 0.75 * wanted < len(mates) / len(led) <= wanted
    refused = sum(bool(case.refused) for case in led)
    assert 0 < refused <= len(led) * figures.SHARING_REFUSED / 100
    left = [mate for mate in mates if mate.left_on]
    assert left
    assert not any(mate.there_on(mate.left_on) for mate in left)


def test_some_assessments_come_back_and_some_clocks_stand_still(whole) -> None:
    made = [case.assessment for case in whole.cases if case.assessment and not case.is_staged]
    authorised = [one for one in made if one.authorised_at]
    waiting = [one for one in made if one.returned and not one.submitted_at]

    assert within(sum(bool(one.returned) for one in authorised), len(authorised), figures.RETURNED)
    assert 0 < len(waiting) <= figures.WAITING_TO_BE_CHANGED
    paused = [case.paused for case in whole.cases if case.paused]
    assert 0 < len(paused) <= figures.PAUSED
    assert {one.to_on is None for one in paused} == {True, False}
    held = [case for case in whole.cases if case.held_on]
    assert 0 < len(held) <= figures.HELD
    assert all(day < case.held_on for case in held for day in case.meetings)


def test_some_cases_open_again_and_most_have_a_meeting_to_come(whole) -> None:
    met = [case for case in whole.cases if case.is_worked_on and case.meetings]

    assert 0 < sum(case.reopened is not None for case in whole.cases) <= figures.REOPENED
    assert within(sum(case.ahead is not None for case in met), len(met), figures.PLANNED_AHEAD)
    assert all(case.ahead.on.weekday() < 5 for case in met if case.ahead)


def test_a_profile_that_holds_a_case_lets_it_rest_until_social_care_keeps_the_family() -> None:
    resting = replace(ground("darlington"), holds=True)
    taken = [case for case in tell(resting, now=NOW).cases if case.step_up_at]

    assert {case.over_on is None for case in taken} == {True, False}
    assert all(case.is_open == (case.kept_on is None) for case in taken)
    assert all(case.kept_on > case.step_up_at.date() for case in taken if case.kept_on)
    assert all(day <= case.step_up_at.date() for case in taken for day in case.meetings)


def test_a_lead_practitioner_has_no_more_cases_than_allowed(whole) -> None:
    kinds = {one.code: one.agency_type for one in whole.partners}
    types = ground("doncaster").agency_types
    loads = Counter(
        (case.lead, case.organisation) for case in whole.cases if case.lead and case.over_on is None
    ) + Counter((case.reopened.lead, case.reopened.organisation) for case in whole.cases if case.reopened)

    for (_, organisation), load in loads.items():
        assert types[kinds[organisation]].may_lead
        assert load <= types[kinds[organisation]].case_limit


def test_every_role_signs_in_and_no_address_is_there_twice(whole) -> None:
    emails = [worker.email for worker in whole.workers]
    by_address = {worker.email: worker for worker in whole.workers}

    assert len(set(emails)) == len(emails)
    assert {role for worker in by_address.values() for role in worker.roles} == set(Role)
    assert Role.HUB_SCREENER in by_address[f"screener@{DOMAIN}"].roles


def test_people_of_every_kind(whole) -> None:
    homes = whole.households
    twins = [
        home
        for home in homes
        if len({one.born for one in home.children if one.born}) < sum(bool(one.born) for one in home.children)
    ]

    assert any(one.role == "unborn" for home in homes for one in home.people)
    assert any(home.confidential for home in homes)
    assert any(home.restriction == "restricted" for home in homes)
    assert twins
    assert whole.shared
    assert whole.sealed


def test_brothers_and_sisters_could_be_of_one_mother(whole) -> None:
    for home in whole.households:
        mother = next(one for one in home.adults if one.kind == "mother")
        births = sorted({one.born for one in home.children if one.born})
        given = [one.given for one in home.people if one.given]

        assert all((later - earlier).days >= SIBLINGS for earlier, later in pairwise(births))
        assert (births[0] - mother.born).days >= YOUNGEST_MOTHER * YEAR - 1
        assert sorted(given) == sorted(set(given))


def test_on_the_first_day_of_a_month_nothing_is_of_this_month_but_what_waits() -> None:
    now = datetime(2026, 3, 1, 9, tzinfo=LONDON)
    story = tell(ground("doncaster"), now=now, families=60)

    assert [month.back for month in ramp.months(now.date(), 1)] == list(range(figures.MONTHS, 0, -1))
    assert all(one.received_at <= now for one in story.enquiries)
    waiting = [
        one for one in story.enquiries if now - one.received_at < timedelta(hours=54) and not one.decided_at
    ]
    assert len(waiting) >= len(staged.WAITING)


def test_numbers_are_divided_so_that_they_add_up() -> None:
    assert apportion({"a": 1, "b": 1, "c": 1}, 10) == {"a": 4, "b": 3, "c": 3}
    assert apportion({"a": 66, "b": 34}, 0) == {"a": 0, "b": 0}


def test_a_meeting_ahead_is_on_a_working_day_after_today() -> None:
    friday = date(2026, 3, 20)

    assert turns.ahead(Random(1), friday, 1).on == date(2026, 3, 23)
    assert turns.ahead(Random(1), friday, 4).on == date(2026, 3, 24)


def test_where_nobody_works_nobody_joins_a_team() -> None:
    assert teams._worker(Random(1), {}) is None

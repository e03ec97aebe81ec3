"""Both shipped profiles hold, and hold what every part of the product relies on."""

import pytest

from baton.partnership import profiles
from baton.partnership.rules.profile import Profile

SHIPPED = profiles.names()


@pytest.fixture(params=SHIPPED)
def profile(request: pytest.FixtureRequest) -> Profile:
    return profiles.read(request.param)


def test_needs_are_the_one_list(profile: Profile):
    assert 60 <= len(profile.needs) <= 80
    assert 10 <= len(profile.need_groups) <= 14
    assert all(profile.needs_about(whom) for whom in ("child", "adult", "family"))


def test_police_fire_and_general_practice_never_lead(profile: Profile):
    assert not any(profile.may_lead(code) for code in ("police", "fire", "gp"))
    assert profile.may_lead("school")


def test_every_agency_that_may_lead_has_room_for_a_number_of_cases(profile: Profile):
    assert all(one.case_limit for one in profile.agency_types if one.may_lead)


def test_clocks_are_those_of_the_sources(profile: Profile):
    clocks = profile.clocks

    assert (clocks.screening_hours, clocks.assessment_days) == (48, 30)
    assert (clocks.meeting_min_days, clocks.meeting_max_days) == (28, 42)
    assert clocks.plan_days is None


def test_licensed_instruments_ship_switched_off(profile: Profile):
    licensed = [tool for tool in profile.tools if tool.licensed]

    assert licensed
    assert not any(tool.offered for tool in licensed)
    assert {code for code, _ in profile.tools.choices} >= {"scaling", "level"}


def test_families_read_no_jargon(profile: Profile):
    for listing in (profile.outcomes, profile.needs, profile.need_groups, profile.meeting_kinds):
        for item in listing:
            assert not any(word in item.to_family for word in ("TAF", "EHA", "MAAM", "engagement")), item.code


def test_all_profiles_share_the_codes_of_needs_and_sections():
    shipped = [profiles.read(name) for name in SHIPPED]

    assert len({one.needs.codes for one in shipped}) == 1
    assert len({one.assessment.sections.codes for one in shipped}) == 1


def test_terms_reach_from_the_first_records_to_next_year(profile: Profile):
    days = [term.from_on for term in profile.calendar.terms] + [term.to_on for term in profile.calendar.terms]

    assert min(days).year <= 2015
    assert max(days).year >= 2028


@pytest.mark.parametrize("name", SHIPPED)
def test_a_readme_says_what_is_ours(name: str):
    text = (profiles.home() / name / "README.md").read_text(encoding="utf-8")

    assert "From the sources" in text
    assert "Ours" in text
    for file in profiles.texts(name):
        assert f"`{file}`" in text, f"README.md does not say what stands in {file}"

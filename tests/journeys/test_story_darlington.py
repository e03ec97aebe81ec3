"""A second partnership: its own words on every page of the road, and none of the first one's."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

import pytest
import time_machine
from playwright.sync_api import Page

from baton.partnership import profiles
from baton.partnership.models import Locality, Organisation, Practitioner
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_listing import Word
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import organisation, practitioner
from tests.journeys.support import helping, passing_on, screening, watching
from tests.journeys.support.enquiring import makes_an_enquiry
from tests.journeys.support.walking import (
    comes_in,
    comes_in_from_the_street,
    follows,
    goes_on,
    goes_to,
    picture,
    presses,
    says,
    turns_to,
)

pytestmark = [pytest.mark.browser, pytest.mark.profile("darlington")]

MONDAY = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
CHANGE = "We want to get to school on time without shouting"
LEAD = "Lee Marsh"


@dataclass
class People:
    """Who is around a school in the second partnership."""

    lead: Practitioner
    screener: Practitioner
    coordinator: Practitioner
    liaison: Practitioner


@pytest.fixture(autouse=True)
def watched(settings) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """Keep every page; set before the site is served."""
    settings.MIDDLEWARE = ["tests.journeys.support.watching.Watcher", *settings.MIDDLEWARE]
    watching.SEEN.clear()
    yield
    watching.SEEN.clear()


@pytest.fixture
def around(live_site: str) -> People:
    school = organisation("Hill Top School", agency_type="school")
    door = Organisation.objects.get(code="access_point")
    care = Organisation.objects.get(code="childrens_social_care")
    everywhere = tuple(Locality.objects.all())
    return People(
        lead=practitioner(name=LEAD, at=school),
        screener=practitioner(Role.HUB_SCREENER, name="Sid Rowe", at=door),
        coordinator=practitioner(Role.COORDINATOR, name="Cas Hart", at=door, localities=everywhere),
        liaison=practitioner(Role.SOCIAL_CARE_LIAISON, name="Sol Kerr", at=care),
    )


def test_the_second_partnership_speaks_its_own_words_on_every_page(
    live_site: str, page: Page, around: People
) -> None:
    here, there = profiles.current(), profiles.read("doncaster")
    with time_machine.travel(MONDAY, tick=True):
        a_family_looks_for_help(page, live_site)
        comes_in(page, live_site, around.lead)
        reference = the_teacher_enquires(page)
        comes_in(page, live_site, around.screener)
        the_access_point_decides(page, reference)
        comes_in(page, live_site, around.coordinator)
        screening.gives_it_to(page, "Shaw", LEAD)
        says(page, "Early Help Co-ordinator")
        comes_in(page, live_site, around.lead)
        the_plan_is_written(page)
        passing_on.agrees_to_share(page, "Kelly", "Children’s Social Care")
        passing_on.asks_social_care(
            page, "Children’s Social Care", why="Two injuries.", level="Specialist and statutory"
        )
        comes_in(page, live_site, around.liaison)
        passing_on.accepts(page, "A social worker rings the family tomorrow.")
        comes_in(page, live_site, around.lead)
        the_case_is_on_hold(page)
    assert here.step_up.on_acceptance == "hold"
    assert len(watching.SEEN) > 40
    assert [seen.path for seen in watching.SEEN if here.identity.logo_text not in seen.text] == []
    foreign = watching.pages_that_say(*words_only_of(there, here))
    assert not foreign, "\n".join(foreign)


def words_only_of(there: Profile, here: Profile) -> set[str]:
    """Return the words of one profile that the other does not have, as pages would show them."""
    mine = " ".join(words_of(here))
    return {word for word in words_of(there) if word not in mine}


def words_of(profile: Profile) -> set[str]:
    """Return a profile's words in every form, who it is, and what its lists are called."""
    who, care = profile.identity, profile.social_care
    found = {who.title, who.area, who.council, who.logo_text, care.name, profile.contact.telephone}
    for one in fields(profile.words):
        word: Word = getattr(profile.words, one.name)
        found |= {str(word), word.start, word.many, word.many[:1].upper() + word.many[1:], word.short}
    for listing in (profile.levels, profile.outcomes, profile.meeting_kinds, profile.roles):
        found |= {item.label for item in listing}
    return found


def a_family_looks_for_help(page: Page, site: str) -> None:
    comes_in_from_the_street(page, site)
    says(page, "Help for families in Darlington", "Children’s Access Point")
    picture(page, "darlington-front")
    follows(page, "Ask for help for your family")
    says(page, "Children’s Access Point")


def the_teacher_enquires(page: Page) -> str:
    reference, _ = makes_an_enquiry(page, postcode="DL1 5AB")
    says(page, "The Children’s Access Point reads it")
    return reference


def the_access_point_decides(page: Page, reference: str) -> None:
    goes_to(page, "Enquiries")
    says(page, "Children’s Access Point: enquiries")
    screening.takes_from_the_board(page, reference)
    screening.writes_down_a_new_family(page)
    screening.answers_the_checks(page)
    says(page, "Step up to children’s social care")
    screening.decides(
        page,
        level="2: Early help: additional need",
        outcome="Early help assessment with a lead practitioner",
        reason="School and family agree.",
    )
    screening.tells(page, "By phone")


def the_plan_is_written(page: Page) -> None:
    screening.opens_the_case(page, "Shaw")
    goes_on(page, "Record agreement")
    helping.agrees(page, "Kelly")
    says(page, "Somebody who can decide has agreed")
    turns_to(page, "Plan")
    says(page, "One Family Plan")
    follows(page, "Add what needs to change")
    helping.agrees_an_outcome(page, CHANGE, need="Misses a lot of school")
    helping.agrees_an_action(
        page, "Lay out clothes", owner="Kelly", due=date(2026, 10, 12), measure="On time four days of five"
    )
    picture(page, "darlington-plan")


def the_case_is_on_hold(page: Page) -> None:
    follows(page, "Read answer")
    says(page, "Accepted", "A social worker rings the family tomorrow.")
    turns_to(page, "Overview")
    says(page, "This case is on hold.", "On hold")
    picture(page, "darlington-hold")
    goes_on(page, "See why, or take it up again")
    says(page, "Since 14 September 2026")
    picture(page, "darlington-why")
    follows(page, "Take the case up again")
    presses(page, "Take it up again")
    turns_to(page, "Overview")
    says(page, "Open")

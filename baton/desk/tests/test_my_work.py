"""My work: the right thing under the right heading, and nothing of anybody else's."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from baton.casework.models import Duty
from baton.casework.tests import factories as cases
from baton.casework.tests import plans
from baton.desk.work import Section, section_of
from baton.insight.tests.world import enquiry
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories

NOON = datetime(2026, 9, 14, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "section"),
    [
        (timedelta(seconds=-1), Section.LATE),
        (timedelta(0), Section.TODAY),
        (timedelta(hours=11, minutes=59), Section.TODAY),
        (timedelta(hours=12), Section.THIS_WEEK),
        (timedelta(days=6), Section.THIS_WEEK),
        (timedelta(days=7), Section.LATER),
    ],
)
def test_what_is_due_stands_under_its_heading(after: timedelta, section: Section) -> None:
    assert section_of(NOON + after, NOON) is section


def test_what_has_no_date_comes_later() -> None:
    assert section_of(None, NOON) is Section.LATER


def page_of(client: Client, practitioner: Practitioner) -> str:
    client.force_login(practitioner, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse("my_work")).content.decode()


@pytest.mark.django_db
def test_a_lead_practitioner_finds_the_next_step(client: Client) -> None:
    around, home = cases.cast(), cases.household()
    case = cases.case(home, around)
    now = datetime.now(UTC)
    Duty.objects.filter(case=case).delete()
    Duty.objects.create(
        case=case, kind="start_assessment", due_at=now - timedelta(days=3), owner=around.lead, set_at=now
    )
    cases.everybody_agrees(case, home)

    page = page_of(client, around.lead)

    assert "Late" in page
    assert case.reference in page
    assert reverse("assessment_start", args=[case.pk]) in page
    assert case.reference not in page_of(client, around.manager)


@pytest.mark.django_db
def test_what_stands_still_is_not_late(client: Client) -> None:
    around = cases.cast()
    case = cases.case(cases.household(), around)
    Duty.objects.filter(case=case).exclude(kind="hold_meeting").delete()
    Duty.objects.filter(case=case).update(due_at=datetime.now(UTC) - timedelta(days=3))
    assert "3 days late" in page_of(client, around.lead)

    case.pauses.create(clock="case", from_on="2026-01-05", reason="illness")

    page = page_of(client, around.lead)
    assert "(its clock is paused)" in page
    assert "days late" not in page


@pytest.mark.django_db
def test_an_enquirer_waits_for_the_front_door(client: Client) -> None:
    teacher = factories.practitioner()
    made = enquiry(enquirer=teacher)

    page = page_of(client, teacher)

    assert "Waiting for others" in page
    assert made.reference in page
    assert "Your enquiry has arrived" in page

    type(made).objects.filter(pk=made.pk).update(
        state="screening", claimed_by=factories.practitioner(Role.HUB_SCREENER), claimed_at=datetime.now(UTC)
    )
    assert "Your enquiry is being looked at" in page_of(client, teacher)


@pytest.mark.django_db
def test_a_screener_finds_what_they_claimed(client: Client) -> None:
    screener = factories.practitioner(Role.HUB_SCREENER)
    made = enquiry()
    type(made).objects.filter(pk=made.pk).update(
        state="screening", claimed_by=screener, claimed_at=datetime.now(UTC)
    )

    assert made.reference in page_of(client, screener)

    now = datetime.now(UTC)
    type(made).objects.filter(pk=made.pk).update(due_at=now, target_at=now - timedelta(days=9))
    made.pauses.create(from_at=now, reason="School is closed", by=screener)

    page = page_of(client, screener)
    assert "Decide this enquiry (its clock is paused)" in page
    assert "minute late" not in page


@pytest.mark.django_db
def test_whoever_is_asked_to_take_over_finds_it_and_the_way_to_all_transfers(client: Client) -> None:
    around = cases.cast()
    case = cases.case(cases.household(), around)
    liaison, agency = plans.social_care()
    elsewhere = factories.practitioner(Role.SOCIAL_CARE_LIAISON)
    plans.step_up(case, around.lead, agency)

    page = page_of(client, liaison)

    assert "Say whether you take this family over" in page
    assert reverse("transfers") in page
    assert case.reference not in page_of(client, elsewhere)
    assert "Say whether you take" not in page_of(client, around.lead)


@pytest.mark.django_db
def test_somebody_signed_in_finds_the_way_from_the_front_page_to_their_work(client: Client) -> None:
    teacher = factories.practitioner(name="Tess Hill")
    before = client.get(reverse("front")).content.decode()
    client.force_login(teacher, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get(reverse("front")).content.decode()

    assert "You are signed in as Tess Hill." in page
    assert "Go to my work" in page
    assert "Go to my work" not in before


@pytest.mark.django_db
def test_an_empty_page_says_so(client: Client) -> None:
    assert "Nothing is waiting for you." in page_of(client, factories.practitioner())


@pytest.mark.django_db
def test_who_watches_over_others_work_is_not_told_that_nothing_waits(client: Client) -> None:
    page = page_of(client, factories.practitioner(Role.SAFEGUARDING_LEAD))

    assert "Nothing here is yours by name." in page
    assert "Nothing is waiting for you." not in page


@pytest.mark.django_db
def test_a_long_list_takes_few_queries(client: Client, django_assert_max_num_queries) -> None:
    around = cases.cast()
    for _ in range(5):
        cases.case(cases.household(), around)
    client.force_login(around.lead, backend="allauth.account.auth_backends.AuthenticationBackend")

    before_a_school_holiday = datetime(2026, 10, 12, 8, 0, tzinfo=UTC)
    with time_machine.travel(before_a_school_holiday, tick=False), django_assert_max_num_queries(22):
        client.get(reverse("my_work"))


@pytest.mark.django_db
def test_before_an_assessment_the_family_is_asked(client: Client) -> None:
    """The button leads to the step that can be taken now, not to a page that says what is missing."""
    around, home = cases.cast(), cases.household()
    case = cases.case(home, around)
    asks = "Ask the family whether they agree, then start the assessment"

    page = page_of(client, around.lead)
    assert asks in page
    assert reverse("agreement_list", args=[case.pk]) in page

    cases.answered(case, home.mother, status="refused")
    assert asks in page_of(client, around.lead)

    cases.answered(case, home.father)
    page = page_of(client, around.lead)
    assert asks not in page
    assert reverse("assessment_start", args=[case.pk]) in page


@pytest.mark.django_db
def test_where_help_goes_on_without_agreement_nobody_is_asked_first(client: Client) -> None:
    around = cases.cast()
    case = cases.case(cases.household(), around)
    case.safeguarding_bases.create(
        basis="legal_duty", reason="A court order", family_told=True, by=around.lead, at=datetime.now(UTC)
    )

    assert reverse("assessment_start", args=[case.pk]) in page_of(client, around.lead)

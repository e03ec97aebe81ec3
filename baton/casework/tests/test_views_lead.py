import re
from datetime import timedelta

import pytest
from django.urls import reverse

from baton.casework.models import Case, StandIn
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW
from baton.casework.tests.pages import get, post, text
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.tests import factories as door
from baton.journal.models import AccessEntry
from baton.partnership.models import Membership
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import organisation, practitioner
from baton.people.models import AccessBar, Family, Involvement, Need
from baton.people.tests import factories as people
from tests.browsing import sought


def decided(around, **values):
    return door.decided(
        around.screener, Outcome.ASSESSMENT, at=NOW, received_at=NOW - timedelta(hours=2), **values
    )


@pytest.fixture
def enquiry(around):
    return decided(around)


@pytest.fixture
def hub(around, as_):
    return as_(around.screener)


def membership(who) -> str:
    return str(Membership.objects.get(practitioner=who).pk)


def test_a_decided_family_waits_on_the_list_with_the_day_it_is_due(enquiry, hub):
    words = text(get(hub, "waiting_list"))

    assert enquiry.reference in words
    assert "Additional need" in words
    assert AccessEntry.objects.filter(url_name="waiting_list", family_id=enquiry.family_id).exists()


def test_the_waiting_list_counts_cases_nobody_leads(home, hub):
    factories.case(home, None)

    assert "1 open case has nobody who leads now" in text(get(hub, "waiting_list"))


def test_an_empty_list_says_why(hub):
    assert "No family is waiting." in text(get(hub, "waiting_list"))


def test_the_waiting_list_costs_the_same_for_many(around, hub, django_assert_max_num_queries):
    for _ in range(3):
        decided(around)

    with django_assert_max_num_queries(15):
        get(hub, "waiting_list")


def test_where_one_service_helps_already_the_page_says_that_its_record_ends(enquiry, home, around, hub):
    Enquiry.objects.filter(pk=enquiry.pk).update(family=home.family)
    record = factories.case(home, around, support="single_service")

    words = text(get(hub, "case_open", enquiry.pk))
    assert f"{record.reference} . That record ends when you open the case" in words

    post(hub, "case_open", enquiry.pk, lead=membership(around.lead), way="now", coordinator="")
    assert set(home.family.cases.values_list("support", "state")) == {
        ("single_service", "closed"),
        ("full", "open"),
    }


def test_choosing_shows_who_could_lead_with_room_and_who_could_not(enquiry, around, hub):
    practitioner(name="Bea Full", at=around.school, case_limit=0)
    practitioner(name="Con Stable", at=organisation("Police station", agency_type="police"))

    words = text(get(hub, "case_open", enquiry.pk))

    assert "leads 0 of at most 8" in words
    assert "Bea Full, Hill Top School : They lead 0 of at most 0 cases" in words
    assert "Con Stable, Police station : Their kind of agency does not lead cases" in words


def test_those_who_know_the_family_come_first_and_alone(enquiry, around, hub):
    elsewhere = organisation("Far School", agency_type="school")
    practitioner(name="Fay Away", at=elsewhere)
    Involvement.objects.create(family=enquiry.family, kind="school", organisation=around.school)

    words = text(get(hub, "case_open", enquiry.pk))
    assert "the organisation works with the family" in words
    assert "Fay Away" not in words

    assert "Fay Away" in text(sought(hub, reverse("case_open", args=[enquiry.pk]), name="fay"))
    assert "Fay Away" in text(get(hub, "case_open", enquiry.pk, organisation=str(elsewhere.pk)))


def test_the_school_of_a_child_and_the_enquirer_know_the_family(around, hub):
    enquiry = decided(around)
    child = enquiry.family.memberships.get(role="child").person
    child.school, child.school_name = around.school, ""
    child.save()
    assert "school or setting of Ava" in text(get(hub, "case_open", enquiry.pk))

    clinic = organisation("Clinic", agency_type="camhs")
    practitioner(name="Nia Cole", at=clinic)
    Enquiry.objects.filter(pk=enquiry.pk).update(source_organisation=clinic)
    assert "the organisation made the enquiry" in text(get(hub, "case_open", enquiry.pk))
    Enquiry.objects.filter(pk=enquiry.pk).update(enquirer=around.lead, source_organisation=around.school)
    child.school = None
    child.save()
    assert "made the enquiry, the organisation" not in text(get(hub, "case_open", enquiry.pk))
    assert "made the enquiry" in text(get(hub, "case_open", enquiry.pk))


def test_nobody_to_choose_is_said(enquiry, hub):
    assert "Nobody shown here can lead" in text(
        sought(hub, reverse("case_open", args=[enquiry.pk]), name="zzz")
    )


def test_a_long_list_says_how_many_more(enquiry, around, hub):
    for number in range(21):
        practitioner(name=f"Many {number:02}", at=around.school)

    assert "3 more could lead it" in text(
        get(hub, "case_open", enquiry.pk, organisation=str(around.school.pk))
    )


def test_naming_who_leads_opens_the_case(enquiry, around, hub):
    sent = post(
        hub,
        "case_open",
        enquiry.pk,
        lead=membership(around.lead),
        way="now",
        coordinator=str(around.coordinator.pk),
    )

    case = Case.objects.get()
    assert sent.url == f"/cases/{case.pk}/"
    assert (case.coordinator, case.allocations.get().practitioner) == (around.coordinator, around.lead)


def test_the_form_sent_twice_opens_one_case(enquiry, around, hub):
    token = "7d0fd2f9-0c53-4fc5-9d7e-6a9d2cf0d002"
    fields = {"lead": membership(around.lead), "way": "now", "coordinator": "", "submission_token": token}
    first = post(hub, "case_open", enquiry.pk, **fields)

    assert Case.objects.count() == 1
    assert post(hub, "case_open", enquiry.pk, **fields).status_code in {302, 404}
    assert first.status_code == 302


def test_somebody_without_room_is_refused_in_words(enquiry, around, hub):
    full = practitioner(at=around.school, case_limit=0)

    page = post(hub, "case_open", enquiry.pk, lead=membership(full), way="now", coordinator="")

    assert "They lead 0 of at most 0 cases" in text(page)
    assert not Case.objects.exists()


def test_choosing_nobody_is_asked_for(enquiry, hub):
    assert "Choose who leads" in text(post(hub, "case_open", enquiry.pk, coordinator=""))


def offered(page) -> set[str]:
    return set(re.findall(r'name="lead"[^>]* value="([^"]+)"', page.content.decode()))


def test_a_page_to_put_right_offers_whom_it_showed_and_whoever_was_chosen_elsewhere(enquiry, around, hub):
    shown = offered(get(hub, "case_open", enquiry.pk))
    far = [membership(practitioner(name=f"Far {number}")) for number in range(3)]

    assert offered(post(hub, "case_open", enquiry.pk, coordinator="")) == shown != set()
    assert offered(post(hub, "case_open", enquiry.pk, lead=far[1], way="")) == shown | {far[1]}


def test_an_enquiry_that_does_not_wait_is_not_there(around, hub):
    advice = door.decided(around.screener, Outcome.ADVICE, at=NOW)

    assert get(hub, "case_open", advice.pk).status_code == 404
    assert get(hub, "case_open", advice.family_id).status_code == 404


def test_a_coordinator_sees_those_of_the_locality_and_a_practitioner_none(enquiry, around, as_):
    Family.objects.filter(pk=enquiry.family_id).update(locality=around.place)

    assert enquiry.reference in text(get(as_(around.coordinator), "waiting_list"))
    assert get(as_(around.lead), "waiting_list").status_code == 403


@pytest.fixture
def unled(home):
    return factories.case(home, None)


def choose(browser, case, who, **changes):
    usual = {"lead": membership(who), "way": "now", "level": "2", "coordinator": ""}
    usual["expected_version"] = case.version
    return post(browser, "case_allocate", case.pk, **usual | changes)


def test_a_case_nobody_leads_is_given_to_somebody(unled, around, hub):
    sent = choose(hub, unled, around.lead)

    assert sent.status_code == 302
    assert unled.allocations.get().practitioner == around.lead


def test_a_led_case_says_how_it_changes_hands(home, around, hub):
    led = factories.case(home, around)
    assert "It changes hands when the next one accepts it" in text(get(hub, "case_allocate", led.pk))

    assert "it changes hands when they accept" in text(choose(hub, led, around.manager))


def test_whoever_is_chosen_leads_at_a_level_of_need(unled, around, hub):
    assert "Choose the level of need" in text(choose(hub, unled, around.lead, level=""))


def test_somebody_barred_from_the_family_is_said_to_be_so(unled, around, hub):
    AccessBar.objects.create(family=unled.family, practitioner=around.lead, reason="own", from_at=NOW)

    assert "cannot lead for this family" in get(hub, "case_allocate", unled.pk).content.decode()


def test_a_case_opened_meanwhile_by_another_is_told(unled, around, hub):
    assert "Somebody else saved this" in text(choose(hub, unled, around.lead, expected_version=9))


def test_who_only_sees_the_case_does_not_choose(unled, as_):
    auditor = practitioner(Role.AUDITOR)

    assert get(as_(auditor), "case_allocate", unled.pk).status_code == 403


def test_the_lead_hands_a_case_back(home, around, as_):
    led = factories.case(home, around)
    assert "You stop seeing this family" in text(get(as_(around.lead), "case_refuse", led.pk))

    sent = post(as_(around.lead), "case_refuse", led.pk, reason="I teach her brother")

    assert sent.url == "/cases/"
    assert not led.allocations.current().exists()


def test_handing_back_needs_a_reason(home, around, as_):
    led = factories.case(home, around)

    assert "Write why you cannot lead" in text(post(as_(around.lead), "case_refuse", led.pk))


def test_a_colleague_stands_in_and_stops(home, around, as_):
    led = factories.case(home, around)
    helper = practitioner(name="Hope Lane", at=around.school)
    browser = as_(around.lead)
    assert "Hope Lane" in text(get(browser, "stand_in_begin", led.pk))

    post(browser, "stand_in_begin", led.pk, practitioner=str(helper.pk), reason="Holiday")
    assert StandIn.objects.get().practitioner == helper
    assert "Stands in" in text(get(browser, "case", led.pk))
    page = post(browser, "stand_in_begin", led.pk, practitioner=str(helper.pk), reason="Again")
    assert "Somebody stands in" in text(page)

    assert "Does Hope Lane stop standing in?" in text(get(browser, "stand_in_end", led.pk))
    post(browser, "stand_in_end", led.pk)
    assert StandIn.objects.get().to_on == NOW.date()
    assert get(browser, "stand_in_end", led.pk).status_code == 404


def test_for_a_case_nobody_leads_the_coordinator_stands_in(home, around, as_):
    unled = factories.case(home, None, coordinator=around.coordinator)

    assert "Cas Hart" in text(get(as_(around.coordinator), "stand_in_begin", unled.pk))


def test_without_coordinator_nobody_can_be_chosen(unled, hub):
    assert post(hub, "stand_in_begin", unled.pk, reason="x").status_code == 200


def test_whoever_chooses_sees_whom_it_is_about(enquiry, around, hub):
    family = enquiry.family
    Family.objects.filter(pk=family.pk).update(locality=around.place)
    child = family.memberships.get(role="child").person
    child.school, child.school_name, child.first_language = around.school, "", "pol"
    child.save()
    Need.objects.create(person=child, code="autism_adhd", source="enquiry", on=NOW.date())

    words = text(get(hub, "case_open", enquiry.pk))

    profile = factories.version().profile
    for said in (
        f"{child.called}, {child.age_words(NOW.date())}",
        f"School or setting: {around.school.name}",
        f"First language: {profile.languages.label('pol')}",
        f"Needs: {profile.needs.label('autism_adhd')}",
        profile.level(2).label,
        around.place.name,
    ):
        assert said in words


def test_a_school_that_would_tell_where_to_find_somebody_is_not_shown(home, around, hub):
    case = factories.case(home, None)
    child = home.child
    child.school, child.school_name = around.school, ""
    child.save()
    known = ("School or setting: Hill Top School", f"school or setting of {child.called}")
    assert all(words in text(get(hub, "case_allocate", case.pk)) for words in known)

    people.join(child, people.family("Hyde", restriction="sealed"))

    page = text(get(hub, "case_allocate", case.pk))
    assert child.called in page
    assert not any(words in page for words in known)


def test_whoever_asks_somebody_else_to_lead_sees_whom_it_is_about(home, around, as_):
    led = factories.case(home, around)
    Need.objects.create(family=home.family, code="autism_adhd", source="enquiry", on=NOW.date())

    words = text(get(as_(around.lead), "transfer_lead", led.pk))

    assert "Who it is about" in words
    assert f"Needs of the family {led.profile.profile.needs.label('autism_adhd')}" in words

"""Saying whom one may not see, and judging what was found: as the practitioner, as a safeguarding lead, as nobody."""

import pytest
from django.urls import reverse

from baton.core import jobs
from baton.journal.models import AccessEntry
from baton.notices.models import Message
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.people import tasks
from baton.people.models import AccessBar, Conflict, DeclaredPerson
from baton.people.rules.facts import BarReason, GrantKind
from baton.people.tests import factories as make
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db

AVA = {
    "people-count": "1",
    "people-0-tie": "relative",
    "people-0-given_names": "Ava",
    "people-0-family_name": "Shaw",
    "people-0-date_of_birth-day": "27",
    "people-0-date_of_birth-month": "3",
    "people-0-date_of_birth-year": "2018",
}


@pytest.fixture
def lead():
    return make.practitioner(Role.SAFEGUARDING_LEAD, name="Sal Safe")


@pytest.fixture
def screener():
    return make.practitioner(Role.HUB_SCREENER, name="Sid Rowe")


@pytest.fixture
def new_screener():
    return make.practitioner(Role.HUB_SCREENER, name="Sid Rowe", declared_at=None)


def test_a_screener_names_people_and_goes_where_they_wanted(new_screener, django_assert_max_num_queries):
    screener = new_screener
    browser = Browser(screener)
    page = browser.get("family_search").url
    assert page == reverse("declaration") + "?next=%2Ffamilies%2Fsearch%2F"
    first = browser.client.get(page).content.decode()
    assert 'value="Sid"' in first
    assert "We ask this before we show you anything" in first
    assert reverse("enquiry_stop") in first
    assert "You will not be told whether there is a record" in first

    with django_assert_max_num_queries(25):
        done = browser.client.post(page, AVA)

    assert (done.status_code, done.url) == (302, "/families/search/")
    assert DeclaredPerson.objects.get().given_names == "Ava"
    assert Practitioner.objects.get(pk=screener.pk).declared_at
    assert jobs.waiting("people.look_for_conflicts") == [{"practitioner_id": str(screener.pk)}]
    again = text(browser.get("declaration"))
    assert "You last said this on" in again
    assert "before we show you anything" not in again
    assert browser.get("family_search").status_code == 200


def test_nobody_to_name_is_an_answer_and_a_foreign_address_leads_nowhere(new_screener):
    screener = new_screener
    browser = Browser(screener)

    done = browser.client.post(
        reverse("declaration") + "?next=https://elsewhere.example/", {"people-count": "0"}
    )

    assert done.url == reverse("my_work")
    assert Practitioner.objects.get(pk=screener.pk).declared_at


def test_ones_own_name_alone_names_nobody(screener):
    typed = {
        "people-count": "1",
        "people-0-tie": "own",
        "people-0-given_names": "Sid",
        "people-0-family_name": "Rowe",
    }

    assert Browser(screener).post("declaration", **typed).status_code == 302

    assert not DeclaredPerson.objects.exists()


def test_what_is_missing_is_said_beside_it_and_what_was_typed_stays(screener):
    typed = {"people-count": "2", "people-0-given_names": "Ava", "people-1-given_names": ""}

    answer = Browser(screener).post("declaration", **typed)

    page = text(answer)
    assert "Say what they are to you" in page
    assert "Enter their family name" in page
    assert "Enter a date of birth or a postcode" in page
    assert 'value="Ava"' in answer.content.decode()
    assert not DeclaredPerson.objects.exists()


def test_another_is_added_without_losing_a_word(screener):
    answer = Browser(screener).post("declaration", **AVA, **{"people-add": "yes"})

    assert 'name="people-1-given_names"' in answer.content.decode()
    assert 'value="Shaw"' in answer.content.decode()


@pytest.fixture
def found(screener):
    shaws = make.family("Shaw")
    row = make.conflict(make.child(of=shaws), screener)
    AccessBar.objects.create(
        family=shaws, practitioner=screener, reason=BarReason.RELATIVE, conflict=row, from_at=make.LONG_AGO
    )
    return row


def test_a_safeguarding_lead_judges_what_was_found(lead, found, django_assert_max_num_queries):
    browser = Browser(lead)
    with django_assert_max_num_queries(16):
        listed = text(browser.get("conflict_list", show="waiting"))
    assert "Sid Rowe" in listed
    assert "Nobody has judged it yet" in listed
    shown = text(browser.get("conflict_review", found.pk))
    assert "Shaw family, closed to them" in shown
    assert "born 27 March 2018" in shown

    empty = text(browser.post("conflict_review", found.pk))
    done = browser.post("conflict_review", found.pk, verdict="lifted", note="Her cousin of the same name.")

    assert "Choose whether it stays closed" in empty
    assert "Write how you know" in empty
    assert done.url == reverse("conflict_list")
    assert AccessBar.objects.get().to_at is not None
    assert "Opened to them again" in text(browser.get("conflict_list", show="lifted"))
    assert "No record was closed" in text(browser.get("conflict_list", show="waiting"))


def test_the_second_to_judge_is_told_who_was_first(lead, found):
    Conflict.objects.filter(pk=found.pk).update(version=2)

    late = Browser(lead).post(
        "conflict_review", found.pk, verdict="lifted", note="A cousin.", expected_version="1"
    )

    assert late.status_code == 409


def test_the_bar_leads_those_who_judge_to_it_and_is_not_lifted_by_hand(lead, found):
    bar, manager = AccessBar.objects.get(), make.practitioner(Role.HUB_MANAGER)
    page = reverse("access_page", args=[bar.family_id])
    link = reverse("conflict_review", args=[found.pk])

    assert link in Browser(lead).client.get(page).content.decode()
    assert link not in Browser(manager).client.get(page).content.decode()
    assert Browser(lead).get("access_lift", bar.pk).status_code == 404
    assert Browser(manager).get("conflict_review", found.pk).status_code == 403


def test_whoever_is_kept_out_learns_nothing_and_each_try_is_noted(screener, lead, found):
    bar, browser = AccessBar.objects.get(), Browser(screener)
    unknown = browser.get("family_people", screener.pk)
    closed = browser.get("family_people", bar.family_id)
    person = browser.get("person_page", found.person_id)

    assert {unknown.status_code, closed.status_code, person.status_code} == {404}
    assert text(unknown) == text(closed)
    refused = AccessEntry.objects.filter(outcome="refused").order_by("id")
    assert list(refused.values_list("reason", flat=True)) == [
        "",
        "The record is closed to them",
        "The record is closed to them",
    ]
    looks = text(Browser(lead).get("family_looks", bar.family_id))
    assert "Closed to, whatever their role: Sid Rowe (a relative, friend or neighbour is in it" in looks
    assert "The record is closed to them" in looks


def test_a_restricted_record_is_no_less_silent(screener, found):
    """Where only the restriction keeps somebody out the page says whom to ask; in a conflict it says nothing."""
    family = AccessBar.objects.get().family
    type(family).objects.filter(pk=family.pk).update(
        restriction="restricted", restriction_reason="Risk", restricted_at=make.NOW, review_on=make.REVIEW
    )

    assert Browser(screener).get("family_people", family.pk).status_code == 404


def test_a_search_says_the_same_as_of_somebody_who_is_not_there(screener, found):
    browser = Browser(screener)

    nobody = text(browser.seek("family_search", q="Zebedee Zorn")).replace("Zebedee Zorn", "")
    closed = text(browser.seek("family_search", q="Ava Shaw")).replace("Ava Shaw", "")

    assert closed == nobody


@pytest.mark.parametrize("status", ["queued", "bounced"])
def test_whoever_sees_the_sent_messages_learns_of_no_match(lead, status):
    manager = make.practitioner(Role.HUB_MANAGER)
    browser = Browser(manager)
    before = text(browser.get("message_index"))

    tasks.tell_of_conflict(conflict_id=str(make.conflict(make.person(), manager).pk))
    Message.objects.update(status=status)

    told = Message.objects.get()
    assert told.to_practitioner == lead
    assert text(browser.get("message_index")) == before
    assert browser.get("message_again", told.pk).status_code == 404


def test_a_team_manager_judges_only_what_they_see(found):
    manager = make.practitioner(Role.TEAM_MANAGER, of=found.practitioner.main_organisation())
    assert Browser(manager).get("conflict_review", found.pk).status_code == 404

    make.grant(AccessBar.objects.get().family, found.practitioner.main_organisation(), GrantKind.MANAGER)

    assert Browser(manager).get("conflict_review", found.pk).status_code == 200

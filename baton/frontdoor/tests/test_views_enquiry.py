"""A practitioner writes, checks and sends an enquiry; a family is never said to be known."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from baton.core.models import Draft
from baton.frontdoor.actions import stop, telling
from baton.frontdoor.forms.enquiry import EnquiryForm
from baton.frontdoor.models import Enquiry, SafeguardingStop
from baton.frontdoor.rules.enquiry import FamilyAgrees, FamilyKnows
from baton.frontdoor.rules.telling import How
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import join, organisation, practitioner
from baton.people.tests.factories import child, family
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db

KEY = "a1b2c3"
TYPED = {
    "draft_key": KEY,
    "people-count": "2",
    "people-0-role": "child",
    "people-0-given_names": "Ava",
    "people-0-family_name": "Shaw",
    "people-0-date_of_birth-day": "27",
    "people-0-date_of_birth-month": "3",
    "people-0-date_of_birth-year": "2018",
    "people-1-role": "adult",
    "people-1-given_names": "Kelly",
    "people-1-family_name": "Shaw",
    "people-1-relationship": "mother",
    "address": "1 High Street",
    "postcode": "DN1 1AA",
    "worries": "Nobody sleeps.",
    "going_well": "Grandmother helps.",
    "tried": "Two meetings.",
    "family_wants": "A quiet night.",
    "knows": "agree",
    "urgency": "routine",
}


MISSING = (
    "Enter who this is about: at least one name, age or school",
    "Enter where they live. If you do not know, write “not known”.",
    "Write what is worrying you",
    "Write what is going well, or “not known”",
    "Write what has been tried, or “nothing yet”",
    "Write what the family wants, or “not known”",
    "Say whether the family knows and agrees",
    "Select an answer to “How soon should somebody look at this?”",
)


@pytest.fixture
def teacher() -> Practitioner:
    return practitioner(name="Tess Teacher", at=organisation("Hill Top School", agency_type="school"))


def sent_by(teacher: Practitioner, **typed: Any) -> Enquiry:
    browser = Browser(teacher)
    browser.post("enquiry_new", **TYPED | typed)
    browser.post("enquiry_check", draft_key=KEY)
    return Enquiry.objects.get(enquirer=teacher)


def test_the_number_to_ring_stands_above_all(teacher: Practitioner) -> None:
    page = text(Browser(teacher).get("enquiry_new"))

    assert page.index("999") < page.index("Who is it about?")


def test_an_enquiry_is_checked_and_sent(teacher: Practitioner) -> None:
    browser = Browser(teacher)

    checking = browser.post("enquiry_new", **TYPED)
    shown = text(browser.client.get(checking.url))
    sending = browser.post("enquiry_check", draft_key=KEY)

    enquiry = Enquiry.objects.get()
    assert "Ava Shaw" in shown
    assert sending.url == reverse("enquiry_sent", args=[enquiry.pk])
    assert enquiry.reference in text(browser.client.get(sending.url))
    assert (enquiry.enquirer, enquiry.source_type, enquiry.channel) == (teacher, "school", "online")
    assert (enquiry.family_knows, enquiry.family_agrees) == (FamilyKnows.YES, FamilyAgrees.YES)
    assert [person.given_names for person in enquiry.people.order_by("position")] == ["Ava", "Kelly"]
    assert not Draft.objects.exists()


def test_sending_twice_makes_one_enquiry(teacher: Practitioner) -> None:
    browser, token = Browser(teacher), str(uuid4())
    browser.post("enquiry_new", **TYPED)

    places = [
        browser.client.post(reverse("enquiry_check"), {"draft_key": KEY, "submission_token": token}).url
        for _ in range(2)
    ]

    assert Enquiry.objects.count() == 1
    assert places[0] == places[1]


def test_what_was_sent_is_not_asked_for_again(teacher: Practitioner) -> None:
    browser = Browser(teacher)

    assert browser.get("enquiry_check", draft=KEY).url == reverse("enquiry_mine")
    assert "It was sent already" in text(browser.get("enquiry_mine"))


def test_every_question_says_what_is_missing_and_loses_nothing(teacher: Practitioner) -> None:
    empty = dict.fromkeys(
        ("worries", "going_well", "tried", "family_wants", "knows", "address", "postcode"), ""
    )

    answer = Browser(teacher).post("enquiry_new", **TYPED | empty)

    shown = text(answer)
    assert "Write what is worrying you" in shown
    assert "Enter where they live" in shown
    assert "Say whether the family knows and agrees" in shown
    assert 'value="Kelly"' in answer.content.decode()
    assert not Enquiry.objects.exists()


def test_an_empty_enquiry_hears_of_all_that_is_missing_at_once(teacher: Practitioner) -> None:
    nobody = {
        name: "" for name in TYPED if name.startswith(("people-0-", "people-1-")) and "role" not in name
    }
    nothing = dict.fromkeys(set(EnquiryForm.base_fields) - {"needs"}, "")

    answer = Browser(teacher).post("enquiry_new", **TYPED | nothing | nobody)

    page = answer.content.decode()
    assert [line for line in MISSING if f"{line}</a>" not in page or page.count(line) != 2] == []
    assert Draft.objects.get().subject == KEY


def test_somebody_with_a_wrong_postcode_alone_is_nobody_yet(teacher: Practitioner) -> None:
    typed = {"people-count": "1", "people-0-elsewhere": "yes", "people-0-postcode": "nowhere"}
    nobody = {name: "" for name in TYPED if name.startswith("people-0-") and "role" not in name}

    shown = text(Browser(teacher).post("enquiry_new", **TYPED | nobody | typed))

    assert MISSING[0] in shown
    assert "Enter a full postcode" in shown


def test_a_wrong_age_asks_for_no_name(teacher: Practitioner) -> None:
    typed = {"people-count": "1", "people-0-given_names": "", "people-0-age_given": "ten"}
    born = {name: "" for name in TYPED if name.startswith("people-0-") and "role" not in name}

    assert MISSING[0] not in text(Browser(teacher).post("enquiry_new", **TYPED | born | typed))


def test_somebody_named_has_a_part(teacher: Practitioner) -> None:
    answer = Browser(teacher).post("enquiry_new", **TYPED | {"people-1-role": ""})

    assert "Say whether this is a child, an adult or a baby" in text(answer)


def test_a_rude_date_stands_where_it_was_typed(teacher: Practitioner) -> None:
    answer = Browser(teacher).post("enquiry_new", **TYPED | {"people-0-date_of_birth-month": "13"})

    assert "Date of birth must have a real month" in text(answer)
    assert 'value="13"' in answer.content.decode()


@pytest.mark.parametrize(
    ("knows", "field"), [("disagree", "disagree_because"), ("unaware", "unaware_because")]
)
def test_going_ahead_without_agreement_says_why(teacher: Practitioner, knows: str, field: str) -> None:
    refused = text(Browser(teacher).post("enquiry_new", **TYPED | {"knows": knows}))

    enquiry = sent_by(teacher, **{"knows": knows, field: "It is not safe to ask."})

    assert "Write why" in refused
    assert enquiry.not_asked_because == "It is not safe to ask."


def test_another_person_is_added_without_javascript(teacher: Practitioner) -> None:
    answer = Browser(teacher).post("enquiry_new", **TYPED | {"people-add": "yes"})

    page = answer.content.decode()
    assert 'name="people-2-given_names"' in page
    assert 'value="Ava"' in page
    assert "There is something to put right" not in page


def test_rows_left_empty_name_nobody(teacher: Practitioner) -> None:
    enquiry = sent_by(teacher, **{"people-count": "3"})

    assert enquiry.people.count() == 2


def test_a_baby_not_born_yet_has_no_birthday(teacher: Practitioner) -> None:
    baby = {
        "people-0-role": "unborn",
        "people-0-expected_on-day": "1",
        "people-0-expected_on-month": "2",
        "people-0-expected_on-year": "2027",
    }

    born = sent_by(teacher, **baby).people.get(role="unborn")

    assert (born.date_of_birth, born.expected_on.isoformat()) == (None, "2027-02-01")  # type: ignore[union-attr]


def test_somebody_may_live_elsewhere(teacher: Practitioner) -> None:
    enquiry = sent_by(
        teacher, **{"people-1-elsewhere": "yes", "people-1-address": "2 Low Road", "people-1-postcode": "DN2"}
    )

    assert enquiry.people.get(given_names="Kelly").address == "2 Low Road"


def test_what_was_typed_waits_until_one_comes_back(teacher: Practitioner) -> None:
    browser = Browser(teacher)

    answer = browser.post("enquiry_new", **TYPED | {"save_for_later": "yes"})

    assert answer.url == reverse("enquiry_mine")
    assert "About Ava Shaw" in text(browser.get("enquiry_mine"))
    back = browser.get("enquiry_new", draft=KEY)
    assert "Nobody sleeps." in text(back)
    assert "There is something to put right" not in text(back)


def test_a_second_family_does_not_overwrite_the_first(teacher: Practitioner) -> None:
    browser = Browser(teacher)
    browser.post("enquiry_new", **TYPED | {"save_for_later": "yes"})

    fresh = browser.get("enquiry_new")

    assert "About Ava Shaw" in text(fresh)
    assert "Nobody sleeps." not in text(fresh)


def test_a_draft_is_its_owners_alone(teacher: Practitioner) -> None:
    Browser(teacher).post("enquiry_new", **TYPED | {"save_for_later": "yes"})
    colleague = Browser(practitioner())

    assert "Nobody sleeps." not in text(colleague.get("enquiry_new", draft=KEY))
    assert colleague.get("enquiry_discard", KEY).status_code == 404


def test_a_draft_is_thrown_away_after_asking(teacher: Practitioner) -> None:
    browser = Browser(teacher)
    browser.post("enquiry_new", **TYPED | {"save_for_later": "yes"})

    asked = browser.get("enquiry_discard", KEY)
    browser.post("enquiry_discard", KEY)

    assert "About Ava Shaw" in text(asked)
    assert not Draft.objects.exists()


def test_a_draft_that_is_not_whole_is_not_sent(teacher: Practitioner) -> None:
    browser = Browser(teacher)
    browser.post("enquiry_new", **TYPED | {"worries": "", "save_for_later": "yes"})

    answer = browser.post("enquiry_check", draft_key=KEY)

    assert answer.url == f"{reverse('enquiry_new')}?draft={KEY}"
    assert not Enquiry.objects.exists()


def test_who_works_in_two_places_says_which(teacher: Practitioner) -> None:
    club = organisation("Youth Club", agency_type="voluntary")
    join(teacher, club)

    refused = text(Browser(teacher).post("enquiry_new", **TYPED))
    enquiry = sent_by(teacher, organisation=str(club.pk))

    assert "Which of your organisations" in refused
    assert enquiry.source_organisation == club


def test_the_page_is_the_same_whether_they_are_known_or_not(teacher: Practitioner) -> None:
    known = family("Shaw")
    child("Ava", of=known)
    browser = Browser(teacher)

    browser.post("enquiry_new", **TYPED)
    sending = browser.post("enquiry_check", draft_key=KEY)
    pages = [
        browser.client.get(sending.url),
        browser.get("enquiry_mine"),
        browser.get("enquiry_page", Enquiry.objects.get().pk),
    ]

    for page in pages:
        assert known.reference not in text(page)
        assert "known" not in text(page).lower().replace("not known", "")


def test_an_enquirer_sees_where_it_stands_and_what_they_were_told(teacher: Practitioner) -> None:
    screener = factories.screener()
    enquiry = factories.decided(screener, new=factories.by(teacher))
    browser = Browser(teacher)

    before = text(browser.get("enquiry_page", enquiry.pk))
    telling.tell(enquiry=enquiry, how=How.PHONE, by=screener, at=NOW + 2 * HOUR)
    after = text(browser.get("enquiry_page", enquiry.pk))

    assert "Decided: we will tell you soon" in before
    assert "Please talk to the school nurse." not in before
    assert "Please talk to the school nurse." in after
    for secret in ("School and grandmother are there already.", "Shaw", "Nobody", "Checks"):
        assert secret not in after


def test_somebody_elses_enquiry_is_not_there(teacher: Practitioner) -> None:
    enquiry = factories.received(factories.by(teacher))
    colleague = Browser(practitioner())

    assert colleague.get("enquiry_page", enquiry.pk).status_code == 404
    assert colleague.get("enquiry_sent", enquiry.pk).status_code == 404
    assert enquiry.reference not in text(colleague.get("enquiry_mine"))


def test_what_was_keyed_in_error_is_no_longer_theirs(teacher: Practitioner) -> None:
    from baton.frontdoor.actions.exclusion import withdraw

    enquiry = factories.received(factories.by(teacher))
    withdraw(enquiry=enquiry, reason="x", by=factories.manager(), at=NOW, expected_version=1)

    assert Browser(teacher).get("enquiry_page", enquiry.pk).status_code == 404


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.BOARD_MEMBER, Role.ANALYST])
def test_who_works_with_no_family_makes_no_enquiry(role: Role) -> None:
    assert Browser(practitioner(role)).get("enquiry_new").status_code == 403


def test_the_list_takes_few_queries(teacher: Practitioner, django_assert_max_num_queries: Any) -> None:
    for _ in range(30):
        factories.received(factories.by(teacher))
    browser = Browser(teacher)

    with django_assert_max_num_queries(15):
        browser.get("enquiry_mine", size="100")


# The safeguarding stop


def test_the_stop_says_whom_to_ring_before_it_asks_anything(teacher: Practitioner) -> None:
    page = text(Browser(teacher).get("enquiry_stop"))

    assert page.index("999") < page.index("Which child?")


def test_the_stop_keeps_who_when_and_which_child(teacher: Practitioner) -> None:
    browser = Browser(teacher)

    answer = browser.post("enquiry_stop", child="Ava Shaw, 8")

    kept = SafeguardingStop.objects.get()
    assert (kept.child, kept.practitioner) == ("Ava Shaw, 8", teacher)
    assert "Have you rung?" in text(browser.client.get(answer.url))
    assert not Enquiry.objects.exists()


def test_the_stop_needs_a_child(teacher: Practitioner) -> None:
    assert "Enter which child this is about" in text(Browser(teacher).post("enquiry_stop", child=" "))


def test_stopping_in_the_middle_keeps_what_was_typed(teacher: Practitioner) -> None:
    answer = Browser(teacher).post("enquiry_new", **TYPED | {"stop": "yes"})

    assert answer.url == f"{reverse('enquiry_stop')}?draft={KEY}"
    assert Draft.objects.get().data["worries"] == ["Nobody sleeps."]
    assert 'value="Ava Shaw"' in Browser(teacher).client.get(answer.url).content.decode()


def test_a_stop_is_shown_to_whoever_made_it_alone(teacher: Practitioner) -> None:
    kept = stop.record_stop(child="Ava Shaw, 8", organisation=None, by=teacher, at=NOW)

    assert Browser(practitioner()).get("enquiry_stopped", kept.pk).status_code == 404

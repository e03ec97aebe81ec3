"""A family asks for help, and reads the answer, without an account."""

from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from baton.core import dates
from baton.core.models import Draft, Submission
from baton.frontdoor.actions import decision, telling
from baton.frontdoor.actions.values import Enquirer
from baton.frontdoor.models import Enquiry, SafeguardingStop
from baton.frontdoor.rules.telling import How
from baton.frontdoor.tests import factories
from baton.journal.models import AccessEntry, ActorKind, Event
from baton.notices.models import Link
from baton.people.tests.factories import child, family
from baton.portal import limits
from tests.browsing import text

pytestmark = pytest.mark.django_db

TYPED = {
    "worries": "I cannot cope any more.",
    "who": "parent",
    "name": "Kelly Ann Shaw",
    "postcode": "DN1 1AA",
    "children-count": "1",
    "children-0-given_names": "Ava",
    "children-0-age": "8",
    "reach": "ring",
    "ring_phone": "07700 900123",
    "leave_message": "no",
    "may_talk": "yes",
}


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    cache.clear()


def ask(client: Client, **typed: str) -> Any:
    return client.post(reverse("ask_form"), {"submission_token": str(uuid4())} | TYPED | typed)


# Asking


def test_danger_is_asked_about_first(client: Client) -> None:
    start, danger = client.get(reverse("ask")), client.get(reverse("ask_danger"))

    assert "Is a child in danger now" in text(start)
    assert "999" in text(danger)
    assert "We have not kept anything about you." in text(danger)
    assert not SafeguardingStop.objects.exists()
    assert not Enquiry.objects.exists()


def test_looking_keeps_nothing_and_sets_no_session(client: Client) -> None:
    for name in ("ask", "ask_danger", "ask_form", "ask_erased"):
        client.get(reverse(name))

    assert "sessionid" not in client.cookies
    assert not Draft.objects.exists()


def test_a_family_asks_and_gets_a_reference(client: Client) -> None:
    answer = ask(client)

    enquiry = Enquiry.objects.get()
    page = text(client.get(answer.url))
    assert enquiry.reference in page
    assert "What happens next" in page
    assert (enquiry.by_family, enquiry.source_type, enquiry.channel) == (True, "family", "online")
    assert Event.objects.get(subject_id=enquiry.pk).actor_kind == ActorKind.FAMILY
    named = [(one.role, one.given_names, one.family_name) for one in enquiry.people.order_by("position")]
    assert named == [("adult", "Kelly Ann", "Shaw"), ("child", "Ava", "")]


def test_how_to_reach_them_safely_is_kept(client: Client) -> None:
    ask(client, best_time="Before noon")

    enquiry = Enquiry.objects.get()
    assert enquiry.enquirer_phone == "07700 900123"
    assert (enquiry.safe_to_ring, enquiry.safe_to_leave_message) == (True, False)
    assert (enquiry.safe_to_text, enquiry.safe_to_write) == (False, False)
    assert enquiry.contact_note == "Before noon"


@pytest.mark.parametrize(
    ("reach", "typed", "phone", "email", "safe"),
    [
        ("text", {"text_phone": "07700 900999"}, "07700 900999", "", "safe_to_text"),
        ("email", {"email": "kelly@example.org"}, "", "kelly@example.org", "safe_to_write"),
        ("none", {}, "", "", ""),
    ],
)
def test_each_way_is_the_only_one_used(
    client: Client, reach: str, typed: dict[str, str], phone: str, email: str, safe: str
) -> None:
    ask(client, reach=reach, **typed)

    enquiry = Enquiry.objects.get()
    ways = ("safe_to_ring", "safe_to_text", "safe_to_write")
    assert (enquiry.enquirer_phone, enquiry.enquirer_email) == (phone, email)
    assert [way for way in ways if getattr(enquiry, way)] == ([safe] if safe else [])


def test_a_young_person_asks_for_themselves(client: Client) -> None:
    ask(client, who="young", own_age="15", name="Sam", **{"children-0-given_names": "", "children-0-age": ""})

    person = Enquiry.objects.get().people.get()
    assert (person.role, person.given_names, person.age_given) == ("child", "Sam", 15)


def test_nobody_has_to_say_their_name(client: Client) -> None:
    ask(client, name="", postcode="")

    assert Enquiry.objects.get().people.order_by("position")[0].given_names == ""


def test_what_they_ask_us_to_be_careful_about_is_kept(client: Client) -> None:
    ask(client, may_talk="no", careful="His dad must not know.")

    note = Enquiry.objects.get().safety_note
    assert "His dad must not know." in note
    assert "not to talk to others" in note


def test_what_is_missing_is_said_in_plain_words_and_nothing_is_lost(client: Client) -> None:
    answer = ask(client, worries="", reach="", ring_phone="", family_wants="A quiet night.")

    page = text(answer)
    assert "Tell us what is worrying you" in page
    assert "Tell us how we can reach you" in page
    assert "A quiet night." in page
    assert not Enquiry.objects.exists()


def test_an_empty_request_hears_of_all_that_is_missing_at_once_the_child_too(client: Client) -> None:
    page = client.post(reverse("ask_form"), {"children-count": "1"}).content.decode()

    for missing in (
        "what is worrying you",
        "who you are",
        "who needs help",
        "how we can reach you",
        "if we can talk",
    ):
        assert page.count(f"Tell us {missing}") == 2
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(("field", "typed"), [("given_names", "Ava"), ("age", "0"), ("family_name", "Shaw")])
def test_one_thing_about_one_child_is_enough(client: Client, field: str, typed: str) -> None:
    child = {"children-0-given_names": "", "children-0-age": "", f"children-0-{field}": typed}

    assert ask(client, **child).status_code == 302


def test_a_wrong_age_is_said_and_no_name_is_asked_for(client: Client) -> None:
    page = text(ask(client, **{"children-0-given_names": "", "children-0-age": "ten"}))

    assert "Tell us who needs help" not in page
    assert "There is something to put right" in page


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        ("ring", "the number we can ring"),
        ("text", "the number we can text"),
        ("email", "the e-mail we can use"),
    ],
)
def test_the_way_chosen_needs_its_number(client: Client, reach: str, words: str) -> None:
    assert words in text(ask(client, reach=reach, ring_phone="", text_phone="", email=""))


def test_another_child_is_added_without_javascript(client: Client) -> None:
    page = ask(client, **{"children-add": "yes"}).content.decode()

    assert 'name="children-1-given_names"' in page
    assert "I cannot cope any more." in page
    assert not Enquiry.objects.exists()


def test_sending_twice_asks_once(client: Client) -> None:
    token = str(uuid4())

    places = [ask(client, submission_token=token).url for _ in range(2)]

    assert Enquiry.objects.count() == 1
    assert places[0] == places[1]
    assert Submission.objects.count() == 1


def test_the_page_is_the_same_whether_they_are_known_or_not(client: Client) -> None:
    unknown = text(client.get(ask(client).url))
    first = Enquiry.objects.get().reference
    child("Ava", of=family("Shaw"))

    known = text(client.get(ask(client).url))

    second = Enquiry.objects.exclude(reference=first).get().reference
    assert known.replace(second, "") == unknown.replace(first, "")


def test_an_old_or_forged_page_shows_no_reference(client: Client) -> None:
    enquiry = factories.received()

    page = text(client.get(reverse("ask_sent", args=["forged"])))

    assert "We have your" in page
    assert enquiry.reference not in page


def test_many_requests_from_one_connection_are_asked_to_wait_and_lose_nothing(client: Client) -> None:
    with mock.patch.object(limits, "MOST", 2):
        for _ in range(2):
            ask(client)
        answer = ask(client)

    assert answer.status_code == 429
    assert "Your words are still here" in text(answer)
    assert "I cannot cope any more." in text(answer)
    assert Enquiry.objects.count() == 2


def test_no_page_uses_the_fields_jargon(client: Client) -> None:
    pages = [text(client.get(reverse(name))) for name in ("ask", "ask_danger", "ask_form", "ask_erased")]

    for word in (
        "enquiry",
        "subject",
        "non-engagement",
        "TAF",
        "agency",
        "referral",
        "practitioner",
        "consent",
    ):
        assert not [page for page in pages if word in page.replace("Referral and Response", "")]


def test_every_page_can_be_left_at_once(client: Client) -> None:
    for name in ("ask", "ask_danger", "ask_form", "ask_erased"):
        assert "Leave this page now" in text(client.get(reverse(name)))


# The answer


def told_by_link() -> tuple[Enquiry, Link]:
    screener = factories.screener()
    enquirer = Enquirer(by_family=True, email="kelly@example.org")
    now = dates.now()
    enquiry = factories.decided(screener, new=factories.new_enquiry(enquirer=enquirer), at=now)
    telling.tell(enquiry=enquiry, how=How.MESSAGE, by=screener, at=now)
    return enquiry, Link.objects.get()


def test_a_link_shows_the_answer_once_they_ask_for_it(client: Client) -> None:
    enquiry, link = told_by_link()
    address = reverse("link_open", args=[link.token])

    before, after = client.get(address), client.post(address)

    assert "Please talk to the school nurse." not in text(before)
    assert "Please talk to the school nurse." in text(after)
    assert Link.objects.get().used_at is not None
    assert AccessEntry.objects.filter(
        family_id=enquiry.family_id, reason=f"link {enquiry.reference}"
    ).exists()
    for secret in ("Ava", "Kelly", "Shaw", "School and grandmother are there already."):
        assert secret not in text(after)
    assert "no-store" in after["Cache-Control"]


def test_looking_does_not_use_the_link(client: Client) -> None:
    _, link = told_by_link()

    client.get(reverse("link_open", args=[link.token]))

    assert Link.objects.get().used_at is None


def test_a_link_without_words_asks_to_ring(client: Client) -> None:
    enquiry, link = told_by_link()
    enquiry.decisions.update(words_for_enquirer="")

    assert "Please ring us" in text(client.post(reverse("link_open", args=[link.token])))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_is_not_there(client: Client, method: str) -> None:
    told_by_link()

    answer = getattr(client, method)(reverse("link_open", args=["forged"]))

    assert answer.status_code == 404
    assert "This link does not work" in text(answer)


def test_an_old_link_is_not_there(client: Client) -> None:
    _, link = told_by_link()
    Link.objects.update(made_at=factories.NOW, expires_at=factories.NOW + factories.HOUR)

    assert client.get(reverse("link_open", args=[link.token])).status_code == 404


def test_a_new_decision_ends_the_old_answer(client: Client) -> None:
    enquiry, link = told_by_link()
    decision.redecide(
        enquiry=enquiry,
        ruling=factories.ruling(),
        by=factories.screener(),
        at=dates.now(),
        expected_version=enquiry.version,
    )

    assert client.post(reverse("link_open", args=[link.token])).status_code == 404


def test_a_link_to_a_reopened_enquiry_tells_nothing(client: Client) -> None:
    from baton.frontdoor.actions.exclusion import reopen

    enquiry, link = told_by_link()
    reopen(
        enquiry=enquiry, reason="x", by=factories.manager(), at=dates.now(), expected_version=enquiry.version
    )

    assert client.post(reverse("link_open", args=[link.token])).status_code == 404

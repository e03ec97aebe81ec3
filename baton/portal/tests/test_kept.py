"""A family asks us to keep its words for a day: behind a link, saved as they type, gone once sent or erased."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import resolve, reverse

from baton.core import dates, drafts
from baton.core.models import Draft
from baton.frontdoor.models import Enquiry
from baton.partnership.tests.factories import practitioner
from baton.portal import limits, tasks
from baton.portal.actions import kept
from baton.portal.tests.test_ask import TYPED
from tests.browsing import BACKEND, text

pytestmark = pytest.mark.django_db

WORDS = TYPED["worries"]


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    cache.clear()


def keeps(client: Client, **typed: str) -> str:
    """Press “Keep my words for a day”, and give where that leads."""
    return str(client.post(reverse("ask_form"), TYPED | {"save_for_later": "yes"} | typed).url)


def saves(client: Client, page: str, **typed: str) -> Any:
    """Save what is typed, as the page does by itself."""
    return client.post(f"{page}save/", TYPED | typed)


def test_nothing_is_kept_unless_the_family_asks_for_it(client: Client) -> None:
    client.post(reverse("ask_form"), {"worries": WORDS})

    assert not Draft.objects.exists()
    assert "Keep my words for a day" in text(client.get(reverse("ask_form")))


def test_their_words_wait_behind_the_link_and_nowhere_else(client: Client) -> None:
    page = keeps(client, **{"children-add": ""})
    token = resolve(page).kwargs["token"]

    there, elsewhere = Client().get(page), Client().get(reverse("ask_form"))

    assert WORDS in text(there)
    assert 'value="Ava"' in there.content.decode()
    assert "no-store" in there["Cache-Control"]
    assert WORDS not in text(elsewhere)
    kept_row = Draft.objects.get()
    assert kept_row.owner_key == sha256(token.encode()).hexdigest()
    assert token not in str(kept_row.data)
    assert not client.cookies.get("sessionid")
    assert not Enquiry.objects.exists()


def test_it_is_saved_as_they_type_and_says_when(client: Client) -> None:
    page = keeps(client)

    with time_machine.travel(dates.now() + timedelta(hours=1), tick=False):
        told = saves(client, page, worries="I cannot sleep.").json()
        words = f"Saved {dates.time_words(dates.now())}"

    assert told["words"] == words
    assert "I cannot sleep." in text(client.get(page))


def test_saving_a_second_page_that_was_erased_brings_nothing_back(client: Client) -> None:
    page = keeps(client)

    gone = client.post(page, TYPED | {"erase": "yes"})
    late = saves(client, page)

    assert gone.url == reverse("ask_erased")
    assert "Nothing of it is kept here." in text(client.get(gone.url))
    assert (late.status_code, "not kept any more" in late.json()["fault"]) == (404, True)
    assert not Draft.objects.exists()
    assert client.get(page).status_code == 404
    assert client.get(f"{page}save/").status_code == 405


def test_sending_leaves_nothing_behind(client: Client) -> None:
    page = keeps(client)

    sent = client.post(page, TYPED | {"worries": "I cannot sleep."})

    assert sent.url.startswith("/ask/sent/")
    assert Enquiry.objects.get().worries == "I cannot sleep."
    assert not Draft.objects.exists()
    assert "There is nothing kept here" in text(client.get(page))


def test_what_is_missing_is_said_and_the_words_stay_kept(client: Client) -> None:
    page = keeps(client)

    answer = client.post(page, TYPED | {"reach": "", "going_well": "Her gran."})
    more = client.post(page, TYPED | {"children-add": "yes"})

    assert "Tell us how we can reach you" in text(answer)
    assert "Erase what I wrote" in text(answer)
    assert 'name="children-1-given_names"' in more.content.decode()
    assert Draft.objects.exists()


def test_without_a_script_a_button_saves(client: Client) -> None:
    page = keeps(client)

    assert client.post(page, {"worries": "Later words.", "save_for_later": "yes"}).url == page

    assert "Later words." in text(client.get(page))


def test_a_day_later_it_is_gone_whether_or_not_somebody_has_swept(client: Client) -> None:
    page = keeps(client)
    drafts.save(owner_key="somebody", form="enquiry", data={}, at=dates.now())

    with time_machine.travel(dates.now() + kept.KEPT_FOR + timedelta(minutes=1), tick=False):
        assert client.get(page).status_code == 404
        assert saves(client, page).status_code == 404
        tasks.clear_kept()

    assert [row.form for row in Draft.objects.all()] == ["enquiry"]


def test_too_much_and_too_often_are_refused_and_lose_nothing(client: Client, monkeypatch: Any) -> None:
    page = keeps(client)
    monkeypatch.setattr(drafts, "LARGEST", 10)
    assert saves(client, page).status_code == 413
    assert "too long to keep" in text(client.post(page, TYPED | {"save_for_later": "yes"}))
    assert WORDS in text(client.post(reverse("ask_form"), TYPED | {"save_for_later": "yes"}))
    monkeypatch.setattr(limits, "MOST", 1)

    refused = client.post(reverse("ask_form"), TYPED | {"save_for_later": "yes"})

    assert refused.status_code == 429
    assert WORDS in text(refused)


def test_a_practitioner_who_is_signed_in_sees_the_familys_page_as_they_do(client: Client) -> None:
    page = keeps(client)
    client.force_login(practitioner(), backend=BACKEND)

    assert WORDS in text(client.get(page))

"""The page on which somebody says how they want to be written to."""

from datetime import time
from typing import Any

import pytest

from baton.notices.models import Preference
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import practitioner
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db
WAYS = {
    "way_asked": "at_once",
    "way_work": "never",
    "way_decided": "digest",
    "way_news": "digest",
    "way_late": "never",
}


@pytest.fixture
def teacher() -> Practitioner:
    return practitioner(email="teacher@example.org")


def test_it_shows_what_is_usual_and_that_safety_stays(teacher: Practitioner) -> None:
    page = text(Browser(teacher).get("notice_preferences"))

    assert "teacher@example.org" in page
    assert "This cannot be switched off." in page
    assert "before 7:00 am or after 8:00 pm, nor on weekends and bank holidays" in page


def test_what_is_chosen_is_kept_and_shown_again(teacher: Practitioner) -> None:
    browser = Browser(teacher)

    answer = browser.post(
        "notice_preferences", **WAYS, quiet_from="6 pm", quiet_to="08:00", free_days=["4", "2"]
    )

    kept = Preference.objects.get(practitioner=teacher)
    assert answer.status_code == 302
    assert kept.ways == {name.removeprefix("way_"): way for name, way in WAYS.items()}
    assert (kept.quiet_from, kept.quiet_to, kept.free_days) == (time(18), time(8), [2, 4])
    assert 'value="18:00"' in browser.get("notice_preferences").content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"way_asked": "never"}, "Choose one of the answers shown"),
        ({"way_late": "at_once"}, "Choose one of the answers shown"),
        ({"way_news": ""}, "Choose how you want to hear: your enquiry is being looked at"),
        ({"quiet_from": "18:00"}, "Enter until when, or leave both times empty"),
        ({"quiet_to": "8 am"}, "Enter from when, or leave both times empty"),
        ({"quiet_from": "18:00", "quiet_to": "6 pm"}, "Enter a time that is not the one it begins at"),
        ({"free_days": list("0123456")}, "Leave at least one day on which we may write to you"),
        ({"quiet_from": "19:00", "quiet_to": "08:00", "free_days": list("01234")}, "never a time"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    teacher: Practitioner, typed: dict[str, Any], words: str
) -> None:
    answer = Browser(teacher).post("notice_preferences", **WAYS | typed)

    assert words in text(answer)
    assert not Preference.objects.exists()
    if "quiet_from" in typed:
        assert f'value="{typed["quiet_from"]}"' in answer.content.decode()


def test_it_takes_few_queries(teacher: Practitioner, django_assert_max_num_queries: Any) -> None:
    browser = Browser(teacher)

    with django_assert_max_num_queries(12):
        browser.get("notice_preferences")

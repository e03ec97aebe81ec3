"""The pages of measures, as the lead practitioner works with them."""

import pytest

from baton.casework.tests import plan_pages
from baton.casework.tests.factories import TODAY
from baton.casework.tests.plan_pages import day_parts, signed_in
from baton.outcomes.models import Reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(home, around):
    return plan_pages.road(home, around)


@pytest.fixture
def lead(client, around):
    return signed_in(client, around.lead)


def test_a_reading_is_chosen_and_taken_with_the_last_score_beside_it(road, lead):
    child = road.home.child
    chosen = lead.get(road.url("reading_choose") + f"?person={child.pk}&tool=scaling")
    assert chosen.url == road.url("reading_take", child.pk, "scaling")
    page = lead.get(chosen.url).content.decode()
    assert "Last time: 6" in page

    lead.post(
        chosen.url,
        {"score_safety": "7,5", "note_safety": "Better", "stage": "closure", **day_parts("taken_on", TODAY)},
    )

    taken = Reading.objects.get(stage="closure")
    assert (float(taken.score), taken.note) == (7.5, "Better")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Enter at least one score"),
        ({"score_safety": "eleven"}, "Enter a number from 0 to 10"),
        ({"score_safety": "11"}, "Enter a number from 0 to 10"),
        ({"score_safety": "1.234"}, "Enter a number from 0 to 10"),
        ({"score_safety": "3", "stage": "initial"}, "recorded already"),
    ],
)
def test_a_score_that_does_not_fit_is_told(road, lead, typed, words):
    address = road.url("reading_take", road.home.child.pk, "scaling")

    page = lead.post(address, {"stage": "closure", **day_parts("taken_on", TODAY), **typed})

    assert words in page.content.decode()


def test_a_score_is_put_right_or_taken_out(road, lead):
    lead.post(road.url("reading_correct", road.reading.pk), {"score": "9"})
    road.reading.refresh_from_db()
    assert road.reading.score == 9

    lead.post(road.url("reading_remove", road.reading.pk))
    assert not Reading.objects.filter(pk=road.reading.pk).exists()


def test_a_choice_that_is_none_is_told(road, lead):
    page = lead.get(road.url("reading_choose") + "?person=&tool=").content.decode()

    assert "Choose whose reading it is" in page

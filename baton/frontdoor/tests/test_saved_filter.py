"""One's own filters of the board: kept by name, opened by themselves, forgotten; never another's."""

from typing import Any

import pytest
from django.http import QueryDict

from baton.frontdoor import events
from baton.frontdoor.actions import saved_filter as actions
from baton.frontdoor.forms.saved_filter import choices_of
from baton.frontdoor.models import SavedFilter
from baton.frontdoor.rules.board import MOST_SAVED
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import NOW
from baton.journal.models import Event
from baton.partnership.models import Practitioner
from tests.browsing import Browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
LATE = "show=late"


def save(by: Practitioner, name: str = "Late", query: str = LATE, *, is_default: bool = False) -> SavedFilter:
    return actions.save_filter(name=name, query=query, is_default=is_default, by=by, at=NOW)


# The deeds


def test_a_filter_of_the_same_name_takes_its_place(screener: Practitioner) -> None:
    save(screener)
    save(screener, query="show=mine")

    assert [one.query for one in SavedFilter.objects.of(screener)] == ["show=mine"]
    assert Event.objects.filter(kind=events.FILTER_SAVED).count() == 2


def test_one_filter_at_most_opens_by_itself(screener: Practitioner) -> None:
    first, second = save(screener, is_default=True), save(screener, "Mine", "show=mine", is_default=True)

    actions.make_default(saved=first, by=screener, at=NOW)
    defaults = {one.name for one in SavedFilter.objects.filter(is_default=True)}
    actions.make_default(saved=first, by=screener, at=NOW)

    assert defaults == {"Late"}
    assert not SavedFilter.objects.filter(is_default=True).exists()
    assert SavedFilter.objects.filter(pk=second.pk).exists()


def test_there_is_an_end_of_filters_and_one_that_narrows_nothing_is_none(screener: Practitioner) -> None:
    for number in range(MOST_SAVED):
        save(screener, f"Filter {number}")

    with pytest.raises(actions.TooMany):
        save(screener, "One more")
    save(screener, "Filter 1", "show=mine")
    with pytest.raises(actions.NothingNarrowed):
        save(screener, query="")


def test_what_is_forgotten_is_gone_and_anothers_is_not_there(screener: Practitioner) -> None:
    mine, theirs = save(screener), save(factories.screener())

    actions.forget_filter(saved=mine, by=screener, at=NOW)

    assert list(SavedFilter.objects.all()) == [theirs]
    assert Event.objects.filter(kind=events.FILTER_FORGOTTEN).count() == 1
    for deed in (actions.forget_filter, actions.make_default):
        with pytest.raises(SavedFilter.DoesNotExist):
            deed(saved=theirs, by=screener, at=NOW)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("q=E-7K3MQD&search=abc&all=yes", ""),
        ("show=late&show=mine&page=2&sort=-due", "show=late&show=mine&sort=-due"),
        ("locality=" + "x" * 600, ""),
    ],
)
def test_choices_are_kept_and_never_what_was_typed(asked: str, kept: str) -> None:
    assert choices_of(QueryDict(asked)) == kept


# The pages


def send(browser: Browser, **typed: str) -> Any:
    return browser.client.post("/enquiries/filters/", typed)


def test_a_filter_is_saved_from_the_board_and_opens_by_itself(
    browser: Browser, screener: Practitioner
) -> None:
    board = browser.get("enquiry_board", show="late")
    form = text(browser.get("enquiry_filters", show="late"))
    saving = send(browser, query="show=late&q=Shaw", name="Late", is_default="yes")
    opening = browser.client.get("/enquiries/")

    assert "Save this filter" in text(board)
    assert "Only: Late" in form
    assert saving.url == opening.url == "/enquiries/?show=late"
    whole = browser.get("enquiry_board", all="yes")
    assert "My filters" in text(whole)
    assert b'href="?all=yes"' in browser.get("enquiry_board", show="late").content


def test_filters_are_kept_in_order(browser: Browser, screener: Practitioner) -> None:
    save(screener)

    browser.post("enquiry_filters", default="Late")
    opened = text(browser.get("enquiry_filters"))
    browser.post("enquiry_filters", forget="Late")

    assert "(the board opens with it)" in opened
    assert browser.post("enquiry_filters", forget="Late").status_code == 404
    assert "You have saved no filter yet." in text(browser.get("enquiry_filters"))


def test_what_is_wrong_is_said(browser: Browser, screener: Practitioner) -> None:
    nameless = text(send(browser, query=LATE, name=""))
    nothing = text(send(browser, query="", name="All"))

    assert "Enter an answer to “What do you call it?”" in nameless
    assert "Filter the board first, then save how it is filtered." in nothing

"""Searches by words: nothing typed in an address, kept for a while for whoever typed it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from baton.ui import fields, searches
from baton.ui.forms import FilterForm


class ListFilter(FilterForm):
    words = fields.TextField("Name")
    born = fields.DateField("Born")
    since = fields.DateField("Since")
    place = fields.MultipleChoiceField("Place", choices=[("n", "North"), ("s", "South")])

    never_in_address = ("born",)


class WordsForm(FilterForm):
    words = fields.TextField("Name")


def request(method: str, path: str, data: Any = None, session: Any = None) -> HttpRequest:
    made: HttpRequest = getattr(RequestFactory(), method)(path, data)
    made.session = SessionStore() if session is None else session
    made._messages = FallbackStorage(made)  # type: ignore[attr-defined]
    return made


@searches.by_post(ListFilter)
def rows(asking: HttpRequest) -> HttpResponse:
    return HttpResponse(searches.asked(asking, ListFilter).urlencode())


@searches.by_post(ListFilter, back="front")
def download(asking: HttpRequest) -> HttpResponse:
    return HttpResponse("everything")


TYPED = {
    "search": "",
    "csrfmiddlewaretoken": "x",
    "words": "Ava Shaw",
    "born-day": "27",
    "since-day": "1",
    "place": ["n", "s"],
    "sort": "-name",
    "page": "3",
    "other": "Shaw",
}


def test_choices_go_into_the_address_and_words_into_the_session() -> None:
    asking = request("post", "/rows/?place=n&page=2", TYPED)

    address = rows(asking)["Location"]
    shown = rows(request("get", address, session=asking.session)).content.decode()

    before, ident = address.split("&search=")
    assert before == "/rows/?since-day=1&place=n&place=s&sort=-name"
    assert len(ident) == 12
    assert shown == "since-day=1&place=n&place=s&sort=-name&words=Ava+Shaw&born-day=27"


def test_words_in_an_address_are_not_read() -> None:
    assert rows(request("get", "/rows/?words=Shaw&born-day=27&place=n")).content == b"place=n"


def test_the_same_words_have_the_same_id_and_nobody_else_finds_them() -> None:
    session = SessionStore()

    ids = [searches.keep(session, {"words": [words]}) for words in ("Ava", "Tom", "Ava")]

    assert ids[0] == ids[2] != ids[1]
    assert searches.found(session, ids[0]) == {"words": ["Ava"]}
    assert searches.found(SessionStore(), ids[0]) is None


def test_few_searches_are_kept_and_not_for_long() -> None:
    session, now = SessionStore(), timezone.now()
    with time_machine.travel(now, tick=False):
        ids = [searches.keep(session, {"words": [f"{number} " * 600]}) for number in range(searches.MOST + 1)]

        kept = [searches.found(session, ident) is not None for ident in ids]
        last = searches.found(session, ids[-1])

    assert kept == [False] + [True] * searches.MOST
    assert last is not None
    assert len(last["words"][0]) == searches.LONGEST
    for seconds, there in ((searches.HOLDS - 1, True), (searches.HOLDS, False)):
        with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
            assert (searches.found(session, ids[-1]) is not None) == there


@pytest.mark.parametrize(("view", "where"), [(rows, "/rows/?place=n"), (download, "/?place=n")])
def test_a_search_that_is_lost_is_said_and_never_taken_for_none(view: Any, where: str) -> None:
    asking = request("get", "/rows/?place=n&search=gone")

    answer = view(asking)

    assert answer["Location"] == where
    assert [str(each) for each in asking._messages] == [searches.LOST]  # type: ignore[attr-defined]


def test_a_deed_on_the_same_page_is_the_views_own_and_is_never_sent_away() -> None:
    assert download(request("post", "/rows/?search=gone", {"words": "Shaw"})).content == b"everything"


def test_a_list_narrowed_by_choices_alone_keeps_no_search_but_an_empty_search_is_asked() -> None:
    blank = request("post", "/rows/", {"search": "", "words": " "})
    answered = searches.by_post(WordsForm)(rows)(request("post", "/", {"search": "", "words": ""}))

    assert rows(blank)["Location"] == "/rows/"
    assert searches.KEPT not in blank.session
    assert answered["Location"].startswith("/?search=")


def test_the_panel_of_a_list_sends_words_by_post() -> None:
    from django.template import engines

    source = '{% from "ui/components/filter_chips.jinja" import filter_panel %}{{ filter_panel(form) }}'
    panel = engines["jinja2"].from_string(source)
    form = ListFilter(searches.asked(request("get", "/rows/"), ListFilter))

    html = str(panel.render({"form": form}))

    assert 'method="post"' in html
    assert f'name="csrfmiddlewaretoken" value="{form.data.csrf_token}"' in html
    assert form.data.csrf_token

"""A second click on a button does nothing twice and goes to the same place."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from baton.core import drafts, submissions
from baton.core.models import Draft, Submission

NOW = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)


def draft_of(owner: str) -> str:
    """Stand in for an action: leave one row more each time it is done."""
    drafts.save(owner_key=owner, form=f"form_{uuid4().hex}", data={}, at=NOW)
    return f"/made/{Draft.objects.filter(owner_key=owner).count()}/"


@pytest.mark.django_db
def test_a_second_click_goes_where_the_first_one_went():
    token = uuid4()

    places = [submissions.once(token, "ann", lambda: draft_of("ann"), at=NOW) for _ in range(3)]

    assert places == ["/made/1/"] * 3
    assert Draft.objects.filter(owner_key="ann").count() == 1


@pytest.mark.django_db
def test_a_token_is_its_owners_alone():
    token = uuid4()
    submissions.once(token, "ann", lambda: "/anns/", at=NOW)

    assert submissions.once(token, "ben", lambda: "/bens/", at=NOW) == "/bens/"


@pytest.mark.django_db
def test_what_failed_may_be_sent_again():
    token = uuid4()

    def fail() -> str:
        draft_of("ann")
        raise KeyError

    with pytest.raises(KeyError):
        submissions.once(token, "ann", fail)

    assert not Draft.objects.filter(owner_key="ann").exists()
    assert submissions.once(token, "ann", lambda: "/done/") == "/done/"


@pytest.mark.parametrize("first_one_fails", [False, True])
def test_two_clicks_at_once(own_database, first_one_fails):
    token = uuid4()
    first_is_in, second_may_finish = threading.Event(), threading.Event()
    places: dict[str, str] = {}

    def slowly() -> str:
        place = draft_of("ann")
        first_is_in.set()
        assert second_may_finish.wait(10)
        if first_one_fails:
            raise KeyError
        return place

    def click(name: str, do) -> None:
        try:
            places[name] = submissions.once(token, "ann", do)
        except KeyError:
            places[name] = "failed"
        finally:
            connection.close()

    first = threading.Thread(target=click, args=("first", slowly))
    second = threading.Thread(target=click, args=("second", lambda: draft_of("ann")))
    first.start()
    assert first_is_in.wait(10)
    second.start()
    second.join(0.3)
    assert second.is_alive(), "the second click waits for the first"
    second_may_finish.set()
    first.join(10)
    second.join(10)

    assert places == {"first": "failed" if first_one_fails else "/made/1/", "second": "/made/1/"}
    assert Draft.objects.filter(owner_key="ann").count() == 1


@pytest.mark.django_db
def test_old_submissions_are_cleared():
    submissions.once(uuid4(), "ann", lambda: "/old/", at=NOW - submissions.KEPT - timedelta(minutes=1))
    submissions.once(uuid4(), "ann", lambda: "/new/", at=NOW - submissions.KEPT)

    assert submissions.clear(at=NOW) == 1
    assert Submission.objects.get().location == "/new/"

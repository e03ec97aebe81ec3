"""How far a message comes, and how long it waits between tries."""

from datetime import timedelta

import pytest

from baton.notices.rules.delivery import BACK_OFF, LOST, TONES, WORDS, Status, may_become, wait_after


def test_every_status_has_its_words_and_its_colour() -> None:
    assert set(WORDS) == set(TONES) == set(Status)


def test_each_wait_is_longer_than_the_one_before_and_then_it_is_given_up() -> None:
    waits = [wait_after(tries) for tries in range(1, len(BACK_OFF) + 2)]

    assert waits[0] == timedelta(minutes=1)
    assert waits[:-1] == sorted(BACK_OFF)
    assert waits[-1] is None


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (Status.SENT, Status.SENDING),
        (Status.DELIVERED, Status.SENT),
        (Status.DELIVERED, Status.FAILED),
        (Status.BOUNCED, Status.DELIVERED),
        (Status.UNKNOWN, Status.SENDING),
        (Status.GATHERED, Status.QUEUED),
    ],
)
def test_nothing_goes_back(now: Status, then: Status) -> None:
    assert not may_become(now, then)


def test_what_was_lost_and_only_that_can_be_queued_again_by_somebody() -> None:
    back = {status for status in Status if may_become(status, Status.QUEUED)}

    assert back == LOST | {Status.SENDING}

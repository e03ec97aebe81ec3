"""The states of an enquiry, its clock and its reference."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.core.rules.clocks import Pause
from baton.frontdoor.rules import reference
from baton.frontdoor.rules.enquiry import (
    COUNTED,
    TRANSITIONS,
    WAITING,
    NotPossibleNow,
    State,
    Verb,
    is_possible,
    next_state,
    paused_due,
    screening_due,
    within_target,
)

LONDON = ZoneInfo("Europe/London")
MOMENTS = st.integers(0, 20 * 365 * 24 * 3600).map(
    lambda s: datetime(2015, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
)


def test_every_state_is_in_the_table() -> None:
    assert set(TRANSITIONS) == set(State)


def test_every_state_leads_on() -> None:
    assert all(TRANSITIONS[state] for state in State)


def test_an_enquiry_waits_or_is_decided_or_is_not_counted() -> None:
    assert WAITING < COUNTED
    assert set(State) - COUNTED == {State.WITHDRAWN, State.DUPLICATE}


@pytest.mark.parametrize(
    ("state", "verb", "after"),
    [
        (State.NEW, Verb.CLAIM, State.SCREENING),
        (State.SCREENING, Verb.RELEASE, State.NEW),
        (State.SCREENING, Verb.DECIDE, State.DECIDED),
        (State.DECIDED, Verb.REDECIDE, State.DECIDED),
        (State.DECIDED, Verb.REOPEN, State.SCREENING),
        (State.WITHDRAWN, Verb.REOPEN, State.SCREENING),
        (State.DUPLICATE, Verb.REOPEN, State.SCREENING),
    ],
)
def test_a_possible_verb_leads_on(state: State, verb: Verb, after: State) -> None:
    assert is_possible(state, verb)
    assert next_state(state, verb) is after


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        (State.NEW, Verb.DECIDE),
        (State.NEW, Verb.RELEASE),
        (State.DECIDED, Verb.CLAIM),
        (State.WITHDRAWN, Verb.DECIDE),
        (State.DUPLICATE, Verb.CLAIM),
    ],
)
def test_an_impossible_verb_says_the_way_out(state: State, verb: Verb) -> None:
    assert not is_possible(state, verb)
    with pytest.raises(NotPossibleNow) as refused:
        next_state(state, verb)

    assert str(refused.value).endswith(".")
    assert (refused.value.state, refused.value.verb) == (state, verb)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        # Good Friday to Easter Monday: bank holidays count like any other hours.
        ("2026-04-03T10:00+01:00", "2026-04-05T10:00+01:00"),
        # The clocks go forward in the night of 29 March 2026: 48 elapsed hours, not two days by the clock.
        ("2026-03-28T12:00+00:00", "2026-03-30T13:00+01:00"),
        # And back in the night of 25 October 2026.
        ("2026-10-24T12:00+01:00", "2026-10-26T11:00+00:00"),
        ("2028-02-28T23:30+00:00", "2028-03-01T23:30+00:00"),
    ],
)
def test_screening_is_due_after_elapsed_hours(received: str, due: str) -> None:
    assert screening_due(datetime.fromisoformat(received), 48) == datetime.fromisoformat(due)


@given(received=MOMENTS, hours=st.integers(1, 500))
def test_the_due_moment_is_as_many_hours_away_in_any_season(received: datetime, hours: int) -> None:
    local = received.astimezone(LONDON)

    assert screening_due(local, hours) - received == timedelta(hours=hours)


@given(received=MOMENTS, hours=st.integers(1, 100), wait=st.integers(0, 90), length=st.integers(0, 400))
def test_a_pause_moves_the_due_moment_on_by_its_length(
    received: datetime, hours: int, wait: int, length: int
) -> None:
    target = screening_due(received, hours)
    start = received + timedelta(hours=min(wait, hours) - 0.5 if wait else 0)
    pause = Pause(start, start + timedelta(hours=length), "waiting for a reply")

    assert paused_due(received, target, [pause]) == target + timedelta(hours=length)


def test_the_target_is_kept_to_the_second() -> None:
    received = datetime(2026, 6, 1, 9, tzinfo=UTC)

    assert within_target(received, received + timedelta(hours=48), 48)
    assert not within_target(received, received + timedelta(hours=48, seconds=1), 48)


@pytest.mark.parametrize("text", ["E-7K3MQD", "e-7k3mqd", " 7k3mqd ", "E 7K3MQD", "e7k3mqd"])
def test_a_reference_is_read_however_it_is_written(text: str) -> None:
    assert reference.read(text) == "E-7K3MQD"


@pytest.mark.parametrize("text", ["", "E-", "E-7K3MQ", "E-7K3MQDD", "E-7K3MQ0", "Kelly", "F-7K3MQD"])
def test_what_is_no_reference_is_not_read_as_one(text: str) -> None:
    assert reference.read(text) is None

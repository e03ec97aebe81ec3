"""What an enquiry is: where it comes from, the states it passes through, when it is due.

The codes of channels and source types are fixed by the import contract; their words are the profile's.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from baton.core.rules.clocks import Pause, due_after_hours
from baton.partnership.rules.profile_codes import Channel as Channel
from baton.partnership.rules.profile_codes import SourceType as SourceType
from baton.partnership.rules.profile_codes import Urgency as Urgency


class TransferKind(StrEnum):
    """Why an enquiry of the channel `transfer` came (requirements R036, R075, R124)."""

    STEP_DOWN = "step_down"
    TRANSFER_IN = "transfer_in"


class FamilyKnows(StrEnum):
    """Whether the family knows about the enquiry."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class FamilyAgrees(StrEnum):
    """Whether the family agrees to the enquiry: agreement to ask, not agreement to share."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class PersonRole(StrEnum):
    """Who somebody named in an enquiry is in the family."""

    CHILD = "child"
    ADULT = "adult"
    UNBORN = "unborn"


class State(StrEnum):
    """Where an enquiry stands."""

    NEW = "new"
    SCREENING = "screening"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"


class Verb(StrEnum):
    """What the front door does to an enquiry that may change its state."""

    CLAIM = "claim"
    RELEASE = "release"
    DECIDE = "decide"
    REDECIDE = "redecide"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    MARK_DUPLICATE = "mark_duplicate"


TRANSITIONS: Mapping[State, Mapping[Verb, State]] = {
    State.NEW: {
        Verb.CLAIM: State.SCREENING,
        Verb.WITHDRAW: State.WITHDRAWN,
        Verb.MARK_DUPLICATE: State.DUPLICATE,
    },
    State.SCREENING: {
        Verb.CLAIM: State.SCREENING,
        Verb.RELEASE: State.NEW,
        Verb.DECIDE: State.DECIDED,
        Verb.WITHDRAW: State.WITHDRAWN,
        Verb.MARK_DUPLICATE: State.DUPLICATE,
    },
    State.DECIDED: {
        Verb.REDECIDE: State.DECIDED,
        Verb.REOPEN: State.SCREENING,
        Verb.WITHDRAW: State.WITHDRAWN,
        Verb.MARK_DUPLICATE: State.DUPLICATE,
    },
    State.WITHDRAWN: {Verb.REOPEN: State.SCREENING},
    State.DUPLICATE: {Verb.REOPEN: State.SCREENING},
}

WAITING = frozenset({State.NEW, State.SCREENING})
COUNTED = frozenset({State.NEW, State.SCREENING, State.DECIDED})

_WAY_OUT: Mapping[State, str] = {
    State.NEW: "Nobody has claimed this enquiry yet. Claim it first.",
    State.SCREENING: "This enquiry is being screened. Decide it, or release it, first.",
    State.DECIDED: "This enquiry has been decided. Reopen it with a reason to screen it again.",
    State.WITHDRAWN: "This enquiry was marked as keyed in error. Reopen it with a reason to work on it.",
    State.DUPLICATE: "This enquiry was marked as a duplicate. Reopen it with a reason to work on it.",
}


class NotPossibleNow(Exception):
    """The enquiry's state does not allow what was asked; the message says the way out."""

    def __init__(self, state: State, verb: Verb) -> None:
        self.state = state
        self.verb = verb
        super().__init__(_WAY_OUT[state])


class NotWaiting(Exception):
    """The enquiry needs no decision any more, so it has no clock."""

    def __init__(self) -> None:
        super().__init__("This enquiry is not waiting for a decision, so it has no clock to pause.")


def next_state(state: str, verb: Verb) -> State:
    """Return the state that `verb` leads to from `state`, or raise `NotPossibleNow`."""
    try:
        return TRANSITIONS[State(state)][verb]
    except KeyError:
        raise NotPossibleNow(State(state), verb) from None


def is_possible(state: State, verb: Verb) -> bool:
    """Say whether `verb` may be done to an enquiry in `state`."""
    return verb in TRANSITIONS[state]


def screening_due(
    received_at: datetime, target_hours: int, pauses: Sequence[Pause[datetime]] = ()
) -> datetime:
    """Return when the decision on an enquiry is due: `target_hours` elapsed hours after its receipt.

    The hours are the profile's (48 in the first profile) and run through nights, weekends and bank
    holidays; each pause moves the moment on by its length. Source: requirements R065, R143.
    """
    return due_after_hours(received_at, target_hours, pauses)


def paused_due(received_at: datetime, target_at: datetime, pauses: Sequence[Pause[datetime]]) -> datetime:
    """Return the due moment of an enquiry whose clock stood still for `pauses`, its target being `target_at`."""
    hours = int((target_at - received_at).total_seconds() // 3600)
    return due_after_hours(received_at, hours, pauses)


def within_target(received_at: datetime, first_decided_at: datetime, target_hours: int) -> bool:
    """Say whether the first decision came within the target, whatever pauses there were.

    Source: the contract of figures, `screening.within_target`.
    """
    return first_decided_at <= due_after_hours(received_at, target_hours, ())

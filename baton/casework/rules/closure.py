"""Closing and reopening: what must be settled first, and what to do about each thing that is not.

Source: requirements R119 to R121; issue 2 part 6.
"""

from collections.abc import Collection
from dataclasses import dataclass

from baton.casework.rules.blocker import Blocker
from baton.partnership.rules.profile_codes import ObjectivesMet

NOT_STEPPED_UP = Blocker(
    "not_stepped_up",
    "Social care has not accepted this family. Ask them by a step up: when they accept, the case closes by "
    "itself.",
    "transfer_step_up",
)
OPEN_TRANSFER = Blocker(
    "open_transfer",
    "A transfer is waiting for its answer. Wait for it, or call it back.",
    "transfer_list",
)
IN_REGISTER = Blocker(
    "in_register",
    "This case is in the review register. Screen it for safeguarding first; with a concern it is referred, "
    "not closed.",
    "register_entry",
)
OPEN_ACTIONS = Blocker(
    "open_actions",
    "Actions of the plan are still to do. For each, say that it is done, that it is no longer needed, or who "
    "carries "
    "it on.",
    "plan",
)
READINGS = Blocker(
    "readings",
    "What was measured at the start is not measured at the end. Take the closing readings, or say why they "
    "cannot be "
    "taken.",
    "measures",
)
LEVEL = Blocker("level", "Choose the family's level of need now.")
OBJECTIVES = Blocker("objectives", "Say whether all, some or none of the objectives were met.")
OBJECTIVES_DISAGREE = Blocker(
    "objectives_disagree",
    "You say that all objectives were met, but an outcome of the plan is still open. Mark it as reached or "
    "no longer "
    "wanted, or choose “some”.",
    "plan",
)
REASON_DISAGREES = Blocker(
    "reason_disagrees",
    "The reason for closing does not agree with what you say about the objectives. Change one or the other.",
)
FAMILY_VIEW = Blocker(
    "family_view", "Ask the family how it went and write down what they say, or say why they were not asked."
)
WHO_NEXT = Blocker("what_next", "Say what happens next, and whom the family turns to from now on.")


@dataclass(frozen=True)
class ClosureFacts:
    """What is known when somebody wants to close a case.

    `in_register`: it waits there for a screen, or was screened with a concern. `claims_step_up`: the reason
    is a step up that nobody has accepted. `agrees_with` are the answers
    about objectives that the profile lets go with the reason; empty = any.
    """

    agrees_with: Collection[ObjectivesMet] = ()
    in_register: bool = False
    claims_step_up: bool = False
    open_transfers: int = 0
    open_actions: int = 0
    open_outcomes: int = 0
    readings_owed: int = 0
    readings_reason: str = ""
    level: int | None = None
    objectives: ObjectivesMet | None = None
    family_view: str = ""
    not_asked_reason: str = ""
    what_next: str = ""


def blockers(facts: ClosureFacts) -> tuple[Blocker, ...]:
    """Return what stands in the way of closing, in the order in which to settle it; empty = may close."""
    blocked = {
        IN_REGISTER: facts.in_register,
        NOT_STEPPED_UP: facts.claims_step_up,
        OPEN_TRANSFER: facts.open_transfers > 0,
        OPEN_ACTIONS: facts.open_actions > 0,
        READINGS: facts.readings_owed > 0 and not facts.readings_reason.strip(),
        LEVEL: facts.level is None,
        OBJECTIVES: facts.objectives is None,
        OBJECTIVES_DISAGREE: facts.objectives is ObjectivesMet.ALL and facts.open_outcomes > 0,
        REASON_DISAGREES: facts.objectives is not None
        and bool(facts.agrees_with)
        and facts.objectives not in facts.agrees_with,
        FAMILY_VIEW: not (facts.family_view.strip() or facts.not_asked_reason.strip()),
        WHO_NEXT: not facts.what_next.strip(),
    }
    return tuple(blocker for blocker, holds in blocked.items() if holds)


STILL_OPEN = Blocker("still_open", "The case is open already.")
OTHER_CASE_OPEN = Blocker(
    "other_case_open", "The family has another open case. Work in that one, or close it first."
)
NO_REASON = Blocker("no_reason", "Say why the family needs coordinated help again.")


def reopen_blockers(*, closed: bool, reason: str, other_case_open: bool) -> tuple[Blocker, ...]:
    """Return what stands in the way of reopening a case; empty = may be reopened."""
    blocked = {STILL_OPEN: not closed, OTHER_CASE_OPEN: other_case_open, NO_REASON: not reason.strip()}
    return tuple(blocker for blocker, holds in blocked.items() if holds)

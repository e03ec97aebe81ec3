"""Deeds about the family plan."""

from collections.abc import Mapping

from baton.journal.events import EventKind, Tells
from baton.people.telling import Data, Speech, day_said

GROUP = "plan"

OUTCOME_SET = "casework.outcome_set"
OUTCOME_CHANGED = "casework.outcome_changed"
OUTCOME_SETTLED = "casework.outcome_settled"
OUTCOME_REOPENED = "casework.outcome_reopened"
ACTION_SET = "casework.action_set"
ACTION_CHANGED = "casework.action_changed"
ACTION_DONE = "casework.action_done"
ACTION_DROPPED = "casework.action_dropped"
ACTION_CARRIED = "casework.action_carried_on"
ACTION_REOPENED = "casework.action_reopened"

_WORDS = {
    OUTCOME_SET: "Something that needs to change was agreed",
    OUTCOME_CHANGED: "What needs to change was put in other words",
    OUTCOME_SETTLED: "Something that needed to change was settled",
    OUTCOME_REOPENED: "Something that needs to change was taken up again",
    ACTION_SET: "Action agreed",
    ACTION_CHANGED: "Action changed",
    ACTION_DONE: "Action done",
    ACTION_DROPPED: "Action no longer needed",
    ACTION_CARRIED: "Action carried on after closing",
    ACTION_REOPENED: "Action still to do",
}


def _need(data: Data, speech: Speech) -> str:
    return speech.profile.needs.label(str(data["need"])) if data.get("need") else ""


def _due(data: Data, speech: Speech) -> str:
    return day_said(data, "due_on", "due on ")


def _done(data: Data, speech: Speech) -> str:
    return day_said(data, "done_on")


_TELLS: Mapping[str, Tells] = {
    OUTCOME_SET: _need,
    OUTCOME_SETTLED: _need,
    ACTION_SET: _due,
    ACTION_CHANGED: _due,
    ACTION_DONE: _done,
}


KINDS = [EventKind(kind, words, GROUP, tells=_TELLS.get(kind)) for kind, words in _WORDS.items()]

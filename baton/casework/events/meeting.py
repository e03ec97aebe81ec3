"""Deeds about meetings."""

from collections.abc import Mapping

from baton.casework.rules.meeting import REVIEW_DECISION_LABELS
from baton.journal.events import EventKind, Tells, Weight
from baton.people.telling import Data, Speech, day_said, joined, labelled

MEETING_PLANNED = "casework.meeting_planned"
MEETING_MOVED = "casework.meeting_moved"
MEETING_CANCELLED = "casework.meeting_cancelled"
MEETING_HELD = "casework.meeting_held"
MINUTES_AMENDED = "casework.minutes_amended"
REVIEWED = "casework.case_reviewed"

_WORDS = {
    MEETING_PLANNED: "Meeting planned",
    MEETING_MOVED: "Meeting moved",
    MEETING_CANCELLED: "Meeting called off",
    MEETING_HELD: "Meeting held",
    MINUTES_AMENDED: "Minutes amended",
    REVIEWED: "Support reviewed",
}


def _planned(data: Data, speech: Speech) -> str:
    kind = speech.profile.meeting_kinds.label(str(data.get("kind") or ""))
    return joined([kind, day_said(data, "planned_for")])


def _held(data: Data, speech: Speech) -> str:
    kind = speech.profile.meeting_kinds.label(str(data.get("kind") or ""))
    return joined([kind, day_said(data, "held_on"), day_said(data, "next_on", "next on ")])


def _reviewed(data: Data, speech: Speech) -> str:
    decision = labelled(REVIEW_DECISION_LABELS, data.get("decision"))
    return joined([decision, speech.level(data.get("level"))])


_TELLS: Mapping[str, Tells] = {
    MEETING_PLANNED: _planned,
    MEETING_MOVED: _planned,
    MEETING_CANCELLED: _planned,
    MEETING_HELD: _held,
    REVIEWED: _reviewed,
}

KINDS = [
    EventKind(kind, words, "meetings", Weight.DEED if kind == MEETING_HELD else Weight.STEP, _TELLS.get(kind))
    for kind, words in _WORDS.items()
]

"""What is done with readings."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from baton.journal import events
from baton.journal.events import EventKind, Weight
from baton.outcomes.rules.travelled import STAGE_LABELS
from baton.people.telling import Data, Speech, joined, labelled

READING_TAKEN: Final = "outcomes.reading_taken"
READING_CORRECTED: Final = "outcomes.reading_corrected"
READING_REMOVED: Final = "outcomes.reading_removed"


def _taken(data: Data, speech: Speech) -> str:
    """Name the tool, the stage, and each area with its score."""
    stage = labelled(STAGE_LABELS, data.get("stage"))
    areas = (_area(data, one, speech, _said(one["score"])) for one in data.get("scores", ()))
    return _of_tool(data, speech, [stage[:1].lower() + stage[1:], *areas])


def _corrected(data: Data, speech: Speech) -> str:
    scores = f"from {_said(data['from'])} to {_said(data['to'])}"
    return _of_tool(data, speech, [_area(data, data, speech, scores)])


def _removed(data: Data, speech: Speech) -> str:
    return _of_tool(data, speech, [_area(data, data, speech, _said(data["score"]))])


def _said(score: Any) -> str:
    return f"{float(score):g}"


def _of_tool(data: Data, speech: Speech, parts: Iterable[str]) -> str:
    return joined([speech.profile.tools.label(str(data["tool"])), *parts])


def _area(data: Data, one: Mapping[str, Any], speech: Speech, score: str) -> str:
    tool = speech.profile.tools.get(str(data["tool"]))
    code = str(one["area"])
    label = tool.areas.label(code) if tool else code.replace("_", " ").capitalize()
    return f"{label} {score}"


events.register(
    "outcomes",
    [
        EventKind(READING_TAKEN, "Scores recorded", "measures", Weight.STEP, _taken),
        EventKind(READING_CORRECTED, "Score corrected", "measures", Weight.STEP, _corrected),
        EventKind(READING_REMOVED, "Score entered by mistake removed", "measures", Weight.STEP, _removed),
    ],
)

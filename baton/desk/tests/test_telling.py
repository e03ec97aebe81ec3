"""What a timeline says of each deed: the need, the tool with its scores, the level, who and which organisation."""

from typing import Any

import pytest

from baton.casework.events import case as casework
from baton.casework.events import closure, meeting, plan, team, transfer
from baton.frontdoor import events as frontdoor
from baton.journal import events
from baton.outcomes import events as outcomes
from baton.partnership import profiles
from baton.people import events as people
from baton.people.telling import Speech

LEE, SCHOOL = "0b0e7f0a-0000-4000-8000-000000000001", "0b0e7f0a-0000-4000-8000-000000000002"
BOTH = {"practitioner": LEE, "organisation": SCHOOL}
SCORE = {"tool": "scaling", "area": "safety"}

TOLD: list[tuple[str, dict[str, Any], str]] = [
    (people.NEED_RECORDED, {"code": "housing"}, "HOUSING"),
    (people.LEVEL_RECORDED, {"level": 3, "occasion": "allocation"}, "LEVEL3, at allocation"),
    (people.AGREEMENT_RECORDED, {"purpose": "service", "status": "agreed"}, "Agreed, to the help offered"),
    (
        people.AGREEMENT_RECORDED,
        {"purpose": "share", "status": "refused", "agency": SCHOOL},
        "Refused, to sharing with Hill Top School",
    ),
    (
        people.AGREEMENT_RECORDED,
        {"purpose": "share", "status": "agreed", "agency": None},
        "Agreed, to sharing with another organisation",
    ),
    (
        people.GRANT_GIVEN,
        {**BOTH, "kind": "manager"},
        "Lee Marsh, Hill Top School, manager of the organisation",
    ),
    (people.INVOLVEMENT_BEGUN, BOTH, "Lee Marsh, Hill Top School"),
    (
        outcomes.READING_TAKEN,
        {"tool": "scaling", "stage": "initial", "scores": [{"area": "safety", "score": "3.50"}]},
        "SCALING, at the start, SAFETY 3.5",
    ),
    (
        outcomes.READING_TAKEN,
        {"tool": "scaling", "stage": "initial", "areas": ["safety"]},
        "SCALING, at the start",
    ),
    (outcomes.READING_CORRECTED, {**SCORE, "from": "3", "to": "4"}, "SCALING, SAFETY from 3 to 4"),
    (outcomes.READING_REMOVED, {**SCORE, "score": "3"}, "SCALING, SAFETY 3"),
    (
        outcomes.READING_REMOVED,
        {"tool": "of_old", "area": "how_we_are", "score": "3"},
        "Of old, How we are 3",
    ),
    (casework.ALLOCATED, BOTH, "Lee Marsh, Hill Top School"),
    (casework.HANDED_OVER, {"to": LEE}, "Lee Marsh"),
    (casework.COORDINATOR_SET, {"coordinator": LEE}, "Lee Marsh"),
    (casework.SHARING_WITHDRAWN, {"agency": SCHOOL}, "Hill Top School"),
    (casework.WITHOUT_AGREEMENT, {"basis": "legal_duty"}, "The law asks for it"),
    (casework.PART_SAVED, {"section": "of_old"}, "Of old"),
    (closure.CLOSED, {"reason": "of_old"}, "Of old"),
    (closure.REOPENED, {"opened_on": "2026-06-01"}, ""),
    (meeting.MEETING_PLANNED, {"kind": "of_old", "planned_for": "2026-06-01"}, "Of old, 1 June 2026"),
    (
        meeting.MEETING_HELD,
        {"kind": "of_old", "held_on": "2026-06-01", "next_on": "2026-07-02"},
        "Of old, 1 June 2026, next on 2 July 2026",
    ),
    (meeting.REVIEWED, {"decision": "continue", "level": 3}, "Go on with the plan, LEVEL3"),
    (meeting.REVIEWED, {"decision": "continue", "level": None}, "Go on with the plan"),
    (plan.OUTCOME_SET, {"state": "open", "need": "housing"}, "HOUSING"),
    (plan.ACTION_SET, {"due_on": "2026-06-01", "done_on": None}, "due on 1 June 2026"),
    (plan.ACTION_DONE, {"due_on": "2026-06-01", "done_on": "2026-05-30"}, "30 May 2026"),
    (team.MEMBER_JOINED, BOTH, "Lee Marsh, Hill Top School"),
    (
        transfer.TRANSFER_REQUESTED,
        {"direction": "lead", "to_practitioner": LEE, "to_organisation": SCHOOL},
        "To another lead practitioner, Lee Marsh, Hill Top School",
    ),
    ("workforce.audited", {"grade": "good"}, "Good"),
    (frontdoor.DECIDED, {"reference": "E-1", "outcome": "step_up"}, "E-1"),
]


@pytest.mark.parametrize(("kind", "data", "words"), TOLD)
def test_what_an_event_holds_is_told_in_the_words_of_the_profile(
    kind: str, data: dict[str, Any], words: str
) -> None:
    profile = profiles.current()
    tool = profile.tools["scaling"]
    labels = {
        "HOUSING": profile.needs.label("housing"),
        "LEVEL3": f"3 {profile.level(3).label}",
        "SCALING": tool.label,
        "SAFETY": tool.areas.label("safety"),
    }
    for code, label in labels.items():
        words = words.replace(code, label)
    tells = events.get(kind).tells

    assert tells is not None
    assert tells(data, Speech(profile, {LEE: "Lee Marsh", SCHOOL: "Hill Top School"})) == words

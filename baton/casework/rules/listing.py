"""How the list of cases is narrowed: whose, and what needs somebody's attention."""

from collections.abc import Mapping
from enum import StrEnum

from baton.casework.rules.duty import DutyKind


class Whose(StrEnum):
    """Whose cases."""

    MINE = "mine"
    ORGANISATION = "organisation"
    LOCALITY = "locality"


class Need(StrEnum):
    """What needs attention in a case."""

    LATE = "late"
    ASSESSMENT_LATE = "assessment_late"
    MEETING_LATE = "meeting_late"
    ACTION_LATE = "action_late"
    ANSWER_LATE = "answer_late"
    AUTHORISE = "authorise"
    UNLED = "unled"
    STOOD_IN = "stood_in"
    NOT_ASSESSED = "not_assessed"
    UNREAD = "unread"


WHOSE_LABELS: Mapping[Whose, str] = {
    Whose.MINE: "That I lead",
    Whose.ORGANISATION: "Of my organisation",
    Whose.LOCALITY: "Of my {localities}",
}
NEED_LABELS: Mapping[Need, str] = {
    Need.LATE: "Something is late",
    Need.ASSESSMENT_LATE: "The assessment is late",
    Need.MEETING_LATE: "The team’s meeting is late",
    Need.ACTION_LATE: "An action of the plan is late",
    Need.ANSWER_LATE: "An answer is late",
    Need.AUTHORISE: "An assessment waits to be authorised",
    Need.UNLED: "Nobody leads now",
    Need.STOOD_IN: "Somebody stands in",
    Need.NOT_ASSESSED: "No assessment after the first week",
    Need.UNREAD: "New information not read",
}
LATE_KINDS: Mapping[Need, frozenset[DutyKind]] = {
    Need.LATE: frozenset(DutyKind),
    Need.ASSESSMENT_LATE: frozenset(
        {DutyKind.START_ASSESSMENT, DutyKind.COMPLETE_ASSESSMENT, DutyKind.AMEND_ASSESSMENT}
    ),
    Need.MEETING_LATE: frozenset({DutyKind.HOLD_MEETING}),
    Need.ACTION_LATE: frozenset({DutyKind.DO_ACTION}),
    Need.ANSWER_LATE: frozenset(
        {
            DutyKind.AUTHORISE_ASSESSMENT,
            DutyKind.ANSWER_TRANSFER,
            DutyKind.READ_ANSWER,
            DutyKind.ANSWER_PROPOSAL,
            DutyKind.CHOOSE_LEAD,
        }
    ),
}
"""Which duties, past their moment, make a case late."""

WHY_LATE = (Need.ASSESSMENT_LATE, Need.MEETING_LATE, Need.ACTION_LATE, Need.ANSWER_LATE)
"""Why a case that is led is late; the review register has clocks of its own, and nobody leads there."""

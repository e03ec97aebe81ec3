"""Meetings, turned into values."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from baton.casework.actions.meeting import When
from baton.casework.actions.minutes import Finding, Minutes, Present, Progress
from baton.casework.actions.plan_action import Task
from baton.casework.models import Meeting, PlanAction
from baton.casework.rules.meeting import (
    PRESENCE_LABELS,
    REVIEW_DECISION_LABELS,
    STANDING_LABELS,
    Presence,
    ReviewDecision,
    Standing,
)
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_codes import MeetingCode
from baton.ui import fields
from baton.ui.forms import Form


class PlanMeetingForm(Form):
    """When and where people meet."""

    kind = fields.ChoiceField(
        "What kind of meeting?", choices=[], missing="Choose what kind of meeting it is"
    )
    day = fields.DateField("On which day?", future=True, missing="Enter the day of the meeting")
    starts_at = fields.TimeField("At what time?", hint="Like 3:30 pm.", required=False)
    place = fields.TextField("Where?", limit=160, required=False)

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = profile.meeting_kinds.choices

    @property
    def when(self) -> When:
        """Give day, time and place."""
        values = self.values
        return When(day=values["day"], starts_at=values["starts_at"], place=values["place"])


class MoveMeetingForm(PlanMeetingForm):
    """Another day, time or place for a meeting that is planned."""

    kind = None  # type: ignore[assignment]  # Django's way to leave out a field of the form above

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        Form.__init__(self, *args, **kwargs)

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        """Return what the form shows of a meeting."""
        return {
            "day": meeting.planned_for,
            "starts_at": meeting.starts_at,
            "place": meeting.place,
            "expected_version": meeting.version,
        }


class CancelMeetingForm(Form):
    """Why a meeting is called off."""

    reason = fields.TextAreaField("Why is it called off?", rows=2, missing="Write why it is called off")


class RecordMeetingForm(Form):
    """The minutes: who was there, how the actions stand, what was said and decided, what next.

    `invited` are those who are asked about by name, by their key; `open_actions` the actions still to do.
    """

    kind = fields.ChoiceField(
        "What kind of meeting was it?",
        choices=[],
        reveals={MeetingCode.REVIEW: ["level", "decision", "decision_reason"]},
        missing="Choose what kind of meeting it was",
    )
    level = fields.ChoiceField("Level of need now", choices=[], missing="Choose the level of need now")
    decision = fields.ChoiceField(
        "What did the review decide?",
        choices=[(code.value, words) for code, words in REVIEW_DECISION_LABELS.items()],
        missing="Choose what the review decided",
    )
    decision_reason = fields.TextAreaField("Why?", rows=2, required=False)
    held_on = fields.DateField("On which day was it held?", past=True, missing="Enter the day of the meeting")
    place = fields.TextField("Where?", limit=160, required=False)
    guests = fields.TextAreaField(
        "Who else was there?", hint="One person on each line, with what they do.", rows=2, required=False
    )
    child_voice = fields.TextAreaField(
        "What do the children say?",
        hint="In their own words, or what they drew or showed.",
        rows=3,
        required=False,
    )
    family_view = fields.TextAreaField("What does the family say about how it goes?", rows=3, required=False)
    notes = fields.TextAreaField("Anything else that was talked about", rows=4, required=False)
    decisions = fields.TextAreaField(
        "What was decided?", hint="One decision on each line.", rows=3, required=False
    )
    threshold_considered = fields.YesNoField(
        "Did the team ask itself whether social care is needed?", required=False
    )
    next_on = fields.DateField("When does the team meet next?", future=True, required=False)
    next_at = fields.TimeField("At what time?", required=False)
    next_place = fields.TextField("Where?", limit=160, required=False)

    def __init__(
        self,
        *args: Any,
        profile: Profile,
        invited: Mapping[str, Any],
        open_actions: Iterable[PlanAction],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.invited, self.open_actions = dict(invited), list(open_actions)
        self.fields["kind"].choices = profile.meeting_kinds.choices
        self.fields["level"].choices = [(level.code, level.label) for level in profile.levels]
        for key, one in self.invited.items():
            self.fields[f"present_{key}"] = _presence(one.name)
        for action in self.open_actions:
            self._ask_about(action)

    def _ask_about(self, action: PlanAction) -> None:
        note = f"note_{action.pk}"
        self.fields[f"action_{action.pk}"] = fields.ChoiceField(
            action.words,
            choices=[(code.value, words) for code, words in STANDING_LABELS.items()],
            reveals={Standing.DROPPED: [note]},
            initial=Standing.CARRIED_FORWARD,
            small=True,
            size="s",
        )
        self.fields[note] = fields.TextField(
            "Why is it no longer needed?", missing="Write why it is no longer needed"
        )

    def presences(self) -> list[Any]:
        """Give the fields that ask who was there."""
        return [self[f"present_{key}"] for key in self.invited]

    def progress_of(self, action: PlanAction) -> Any:
        """Give the field that asks how an action stands."""
        return self[f"action_{action.pk}"]

    def minutes(self, tasks: Iterable[Task]) -> Minutes:
        """Give the minutes as the action takes them."""
        values = self.values
        review = values["kind"] == MeetingCode.REVIEW
        return Minutes(
            kind=MeetingCode(values["kind"]),
            held_on=values["held_on"],
            place=values["place"],
            present=[*self._present(values), *_guests(values["guests"])],
            progress=self._progress(values),
            decisions=_lines(values["decisions"]),
            tasks=list(tasks),
            child_voice=values["child_voice"],
            family_view=values["family_view"],
            notes=values["notes"],
            threshold_considered=bool(values["threshold_considered"]),
            finding=_finding(values) if review else None,
            next=_next(values),
        )

    def _present(self, values: Mapping[str, Any]) -> Iterable[Present]:
        for key, one in self.invited.items():
            if status := values[f"present_{key}"]:
                yield one.present(Presence(status))

    def _progress(self, values: Mapping[str, Any]) -> dict[UUID, Progress]:
        return {
            action.pk: Progress(
                standing=Standing(values[f"action_{action.pk}"]), note=values[f"note_{action.pk}"]
            )
            for action in self.open_actions
        }


def _presence(name: str) -> fields.SelectField:
    return fields.SelectField(
        name,
        choices=[(code.value, words) for code, words in PRESENCE_LABELS.items()],
        required=False,
        mark_optional=False,
        empty_words="Not noted",
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _guests(text: str) -> list[Present]:
    return [Present(status=Presence.ATTENDED, words=line[:160]) for line in dict.fromkeys(_lines(text))]


def _finding(values: Mapping[str, Any]) -> Finding:
    return Finding(
        level=int(values["level"]),
        decision=ReviewDecision(values["decision"]),
        reason=values["decision_reason"],
    )


def _next(values: Mapping[str, Any]) -> When | None:
    if not values["next_on"]:
        return None
    return When(day=values["next_on"], starts_at=values["next_at"], place=values["next_place"])


class AmendMinutesForm(Form):
    """What the minutes say, put right."""

    child_voice = fields.TextAreaField("What do the children say?", rows=4, required=False)
    family_view = fields.TextAreaField("What does the family say about how it goes?", rows=4, required=False)
    notes = fields.TextAreaField("Anything else that was talked about", rows=6, required=False)

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        """Return what the form shows of the minutes."""
        return {
            "child_voice": meeting.child_voice,
            "family_view": meeting.family_view,
            "notes": meeting.notes,
            "expected_version": meeting.version,
        }

"""Closing and reopening, turned into values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from baton.casework.actions.closure import ClosedOutside, Closing, NewLead, Settled
from baton.casework.forms.leads import lead_choices
from baton.casework.models import PlanAction
from baton.casework.models.leading import PossibleLead
from baton.casework.rules import closure as rules
from baton.casework.rules.closure import ClosureFacts
from baton.casework.rules.plan import ActionState
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_codes import ClosureCode, ObjectivesMet
from baton.ui import fields
from baton.ui.forms import CARRIED, Fault, Form

ASKED, NOT_ASKED = "asked", "not_asked"
PLACES = {
    rules.READINGS: "readings_reason",
    rules.OBJECTIVES_DISAGREE: "objectives",
    rules.REASON_DISAGREES: "reason",
}
"""What stands in the way and is mended in a field; of the rest, the fields say what is missing in their own words."""
ELSEWHERE = (rules.IN_REGISTER, rules.OPEN_TRANSFER)
"""What stands in the way and is settled on another page."""


class CloseForm(Form):
    """Everything that is said when a case closes. What stands in the way is told with what is wrong in the form.

    `facts` are what is known of the case, `pages` the addresses at which what is settled elsewhere is settled, by the
    words of its blocker.
    """

    closed_on = fields.DateField("On which day does the help end?", past=True, missing="Enter the day")
    reason = fields.ChoiceField("Why does it end?", choices=[], missing="Choose why it ends")
    objectives = fields.ChoiceField(
        "How many of the plan’s objectives were met?", choices=[], missing="Choose how many were met"
    )
    level = fields.ChoiceField("Level of need now", choices=[], missing="Choose the level of need now")
    readings_reason = fields.TextAreaField(
        "Why can the closing readings not be taken?", rows=2, required=False
    )
    asked = fields.ChoiceField(
        "Has the family been asked how it went?",
        choices=[(ASKED, "Yes"), (NOT_ASKED, "No")],
        reveals={ASKED: ["family_view"], NOT_ASKED: ["not_asked_reason"]},
        missing="Say whether the family has been asked",
    )
    family_view = fields.TextAreaField(
        "What do they say?", hint="In their words.", rows=4, missing="Write what they say"
    )
    not_asked_reason = fields.TextAreaField("Why not?", rows=2, missing="Write why the family was not asked")
    what_next = fields.TextAreaField(
        "What happens next, and whom does the family turn to?",
        hint="Name the service or the person. Somebody always holds the baton.",
        rows=3,
        missing="Write what happens next, and whom the family turns to",
    )

    def __init__(
        self,
        *args: Any,
        profile: Profile,
        open_actions: Sequence[PlanAction],
        facts: ClosureFacts,
        pages: Mapping[str, str],
        stepped_up: bool,
        opened_on: date,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.open_actions = list(open_actions)
        self.profile, self.facts, self.pages, self.opened_on = profile, facts, pages, opened_on
        self.fields["closed_on"].initial = today
        self.fields["reason"].choices = [
            (code, words)
            for code, words in profile.closure_reasons.choices
            if stepped_up or code != ClosureCode.STEP_UP
        ]
        self.fields["objectives"].choices = profile.objectives_met.choices
        self.fields["level"].choices = [(level.code, level.label) for level in profile.levels]
        if not facts.readings_owed:
            del self.fields["readings_reason"]
        for action in self.open_actions:
            self._ask_about(action)
        asked = [name for name in self.fields if name.startswith(("action_", "why_", "who_"))]
        self.order_fields([*CARRIED, "closed_on", "reason", *asked])

    def _ask_about(self, action: PlanAction) -> None:
        why, who = f"why_{action.pk}", f"who_{action.pk}"
        self.fields[f"action_{action.pk}"] = fields.ChoiceField(
            action.words,
            choices=[
                (ActionState.DONE.value, "It is done"),
                (ActionState.DROPPED.value, "It is no longer needed"),
                (ActionState.CARRIED.value, "Somebody carries it on"),
            ],
            reveals={ActionState.DROPPED: [why], ActionState.CARRIED: [who]},
            missing=f"Say what becomes of “{action.words[:60]}”",
            small=True,
        )
        self.fields[why] = fields.TextField("Why?", missing="Write why it is no longer needed")
        self.fields[who] = fields.TextField("Who?", missing="Write who carries it on")

    def clean(self) -> dict[str, Any]:
        """Say at once everything that keeps the case from closing, each where it is mended."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        closed_on = values.get("closed_on")
        if closed_on and closed_on < self.opened_on:
            self.add_error("closed_on", str(ClosedOutside()))
        for blocker in rules.blockers(self._facts(values)):
            if blocker in ELSEWHERE:
                self.add_error(None, blocker.words)
            elif blocker in PLACES and PLACES[blocker] not in self.errors:
                self.add_error(PLACES[blocker], blocker.words)
        return values

    def _facts(self, values: Mapping[str, Any]) -> ClosureFacts:
        reason = self.profile.closure_reasons.get(values.get("reason", ""))
        objectives = values.get("objectives")
        return replace(
            self.facts,
            agrees_with=reason.objectives if reason else (),
            objectives=ObjectivesMet(objectives) if objectives else None,
            readings_reason=values.get("readings_reason", ""),
        )

    def faults(self) -> list[Fault]:
        """Give the lines of the error summary; what is settled elsewhere leads there."""
        return [Fault(one.words, self.pages.get(one.words, one.href)) for one in super().faults()]

    def settlements(self) -> list[Any]:
        """Give the fields that ask what becomes of the open actions."""
        return [self[f"action_{action.pk}"] for action in self.open_actions]

    @property
    def closing(self) -> Closing:
        """Give what the action takes."""
        values = self.values
        return Closing(
            closed_on=values["closed_on"],
            reason=values["reason"],
            level=int(values["level"]),
            objectives=ObjectivesMet(values["objectives"]),
            what_next=values["what_next"],
            family_view=values["family_view"],
            not_asked_reason=values["not_asked_reason"],
            readings_reason=values.get("readings_reason", ""),
            actions=self._settled(values),
        )

    def _settled(self, values: dict[str, Any]) -> dict[UUID, Settled]:
        found = {}
        for action in self.open_actions:
            state = ActionState(values[f"action_{action.pk}"])
            words = values[f"why_{action.pk}"] or values[f"who_{action.pk}"]
            found[action.pk] = Settled(state=state, words=words)
        return found


class ReopenForm(Form):
    """A closed case is opened again, with somebody who leads it."""

    reason = fields.TextAreaField(
        "Why does the family need coordinated help again?",
        rows=4,
        missing="Write why the family needs help again",
    )
    level = fields.ChoiceField("Level of need now", choices=[], missing="Choose the level of need now")
    lead = fields.ChoiceField("Who leads?", choices=[], missing="Choose who leads")

    def __init__(
        self,
        *args: Any,
        profile: Profile,
        leads: Sequence[PossibleLead],
        shown: Sequence[fields.Choice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(lead.membership_id): lead for lead in leads}
        self.fields["level"].choices = [(level.code, level.label) for level in profile.levels]
        self.fields["lead"].choices = lead_choices(
            self.leads, shown, chosen=self.data.get(self.add_prefix("lead"))
        )

    @property
    def new_lead(self) -> NewLead:
        """Give who leads."""
        lead = self.leads[self.values["lead"]]
        return NewLead(practitioner=lead.practitioner, organisation=lead.organisation)

"""What is written into the family plan, turned into values."""

from collections.abc import Iterable
from typing import Any

from baton.casework.actions.outcome import Change
from baton.casework.actions.plan_action import Owner, Task
from baton.casework.models import Outcome, PlanAction, TeamMember
from baton.casework.models.standing import Member
from baton.partnership.models import Practitioner
from baton.partnership.rules.profile import Profile
from baton.ui import fields
from baton.ui.forms import Form

WHOLE_FAMILY = "family"
SOMEBODY_ELSE = "other"
NO_OUTCOME = "none"


class OutcomeForm(Form):
    """Something that needs to change."""

    words = fields.TextAreaField(
        "What needs to change?",
        hint="In the family’s own words, like “We want to get to school on time without shouting”.",
        rows=3,
        words=60,
        missing="Write what needs to change",
    )
    person = fields.ChoiceField("For whom?", choices=[], missing="Choose for whom this is")
    need = fields.SelectField("Which need is behind it?", choices=[], required=False, empty_words="Not said")

    def __init__(self, *args: Any, members: list[Member], profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(member.person.pk): member.person for member in members}
        self.fields["person"].choices = [
            (WHOLE_FAMILY, "The whole family"),
            *((key, person.called) for key, person in self.people.items()),
        ]
        self.fields["need"].choices = [
            fields.Group(group.label, tuple(fields.Choice(need.code, need.label) for need in needs))
            for group in profile.need_groups
            if (needs := [need for need in profile.needs_of(group.code) if need.offered])
        ]

    @property
    def change(self) -> Change:
        """Give what the action takes."""
        values = self.values
        return Change(words=values["words"], person=self.people.get(values["person"]), need=values["need"])

    @staticmethod
    def of(outcome: Outcome) -> dict[str, Any]:
        """Return what the form shows of an outcome."""
        return {
            "words": outcome.words,
            "person": str(outcome.person_id) if outcome.person_id else WHOLE_FAMILY,
            "need": outcome.need,
            "expected_version": outcome.version,
        }


class Owners:
    """Who may own an action: the lead, the members of the team who sign in, the family, and anybody by
    name.
    """

    def __init__(
        self, lead: Practitioner | None, team: Iterable[TeamMember], members: Iterable[Member]
    ) -> None:
        joined = [member.practitioner for member in team if member.practitioner]
        self.practitioners = {f"practitioner:{one.pk}": one for one in [lead, *joined] if one}
        self.people = {f"person:{member.person.pk}": member.person for member in members}
        self.known = [member.name for member in team if member.practitioner is None]

    @property
    def choices(self) -> list[fields.Group | fields.Choice]:
        """Give the choices of a field."""
        family = tuple(fields.Choice(key, one.called) for key, one in self.people.items() if not one.unborn)
        team = tuple(fields.Choice(key, one.name) for key, one in self.practitioners.items())
        return [
            fields.Group("The family", family),
            fields.Group("The team", team),
            fields.Group("Others", (fields.Choice(SOMEBODY_ELSE, "Somebody else"),)),
        ]

    def owner(self, chosen: str, words: str) -> Owner:
        """Return the owner that was chosen."""
        if chosen == SOMEBODY_ELSE:
            return Owner(words=words)
        return Owner(practitioner=self.practitioners.get(chosen), person=self.people.get(chosen))


def owner_code(action: PlanAction) -> str:
    """Return the choice that stands for the owner of an action."""
    if action.owner_practitioner_id:
        return f"practitioner:{action.owner_practitioner_id}"
    if action.owner_person_id:
        return f"person:{action.owner_person_id}"
    return SOMEBODY_ELSE if action.owner_words else ""


class ActionForm(Form):
    """An action. Only its words are asked for; what is missing is shown on the plan until it is there."""

    words = fields.TextAreaField("What will be done?", rows=2, words=80, missing="Write what will be done")
    outcome = fields.ChoiceField("So that what changes?", choices=[], missing="Choose what it is for")
    owner = fields.ChoiceField(
        "Who does it?", choices=[], required=False, reveals={SOMEBODY_ELSE: ["owner_words"]}
    )
    owner_words = fields.TextField("Their name", limit=160, missing="Enter who does it")
    due_on = fields.DateField("By when?", required=False)
    measure = fields.TextAreaField(
        "How will you know that it worked?",
        hint="Something one can see or count, like “on time four days out of five”.",
        rows=2,
        words=60,
        required=False,
    )

    def __init__(self, *args: Any, outcomes: Iterable[Outcome], owners: Owners, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = owners
        self.outcomes = {str(outcome.pk): outcome for outcome in outcomes}
        self.fields["owner"].choices = owners.choices
        self.fields["outcome"].choices = [
            *((key, outcome.words) for key, outcome in self.outcomes.items()),
            (NO_OUTCOME, "None of these yet"),
        ]

    @property
    def task(self) -> Task:
        """Give what the action takes."""
        values = self.values
        return Task(
            words=values["words"],
            outcome=self.outcomes.get(values["outcome"]),
            owner=self.owners.owner(values["owner"], values["owner_words"]),
            measure=values["measure"],
            due_on=values["due_on"],
        )

    @staticmethod
    def of(action: PlanAction) -> dict[str, Any]:
        """Return what the form shows of an action."""
        return {
            "words": action.words,
            "outcome": str(action.outcome_id) if action.outcome_id else NO_OUTCOME,
            "owner": owner_code(action),
            "owner_words": action.owner_words,
            "measure": action.measure,
            "due_on": action.due_on,
            "expected_version": action.version,
        }


class SettleForm(Form):
    """One press of a button: done, reached, or taken back."""

    to = fields.HiddenField()


class DropForm(Form):
    """Why something is no longer needed."""

    reason = fields.TextAreaField(
        "Why is it no longer needed?", rows=3, missing="Write why it is no longer needed"
    )

"""Deciding: level of need, outcome, reason, and the words the enquirer reads."""

from collections.abc import Iterable
from typing import Any

from baton.frontdoor.actions.values import Ruling
from baton.frontdoor.models import Decision, Enquiry
from baton.frontdoor.rules.decision import LEADS_TO_WORDS, LeadsTo, Outcome
from baton.frontdoor.wording import involvement_words, standard_words
from baton.partnership import profiles
from baton.people.models import Involvement
from baton.ui.fields import Choice, ChoiceField, TextAreaField, YesNoField
from baton.ui.forms import Form

WITHOUT_LEVEL = "none"


def levels_offered() -> list[Choice]:
    """Return the levels of need, least to most, each with its number."""
    levels = [Choice(level.code, f"{level.number}: {level.label}") for level in profiles.current().levels]
    return [*levels, Choice(WITHOUT_LEVEL, "No level: not enough is known, or none is needed")]


def outcomes_offered() -> list[Choice]:
    """Return the outcomes, each with what it sets going."""
    return [
        Choice(outcome.code, outcome.label, LEADS_TO_WORDS[LeadsTo(outcome.leads_to)])
        for outcome in profiles.current().outcomes
        if outcome.offered
    ]


class DecisionForm(Form):
    """What the front door decides, and why."""

    level = ChoiceField(
        "Level of need", choices=levels_offered, missing="Choose the level of need", small=True
    )
    outcome = ChoiceField(
        "What did you decide?",
        choices=outcomes_offered,
        missing="Choose what you decided",
        reveals={Outcome.EXISTING_CASE: ["involvement"]},
        small=True,
    )
    involvement = ChoiceField(
        "Which help already under way?", choices=(), required=False, mark_optional=False
    )
    reason = TextAreaField("Why?", rows=3, missing="Write why you decided this, in a sentence or two")
    made_with_enquirer = YesNoField(
        "Was it decided together with the enquirer?", missing="Say whether it was decided with the enquirer"
    )
    words_for_enquirer = TextAreaField(
        "What will the enquirer read?",
        hint="Plain words, no names. Left empty, they read the standard words for what you decided.",
        rows=4,
        required=False,
        mark_optional=False,
    )

    def __init__(self, *args: Any, involvements: Iterable[Involvement] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.involvements = {str(one.pk): one for one in involvements}
        choices = [(key, involvement_words(one)) for key, one in self.involvements.items()]
        self.fields["involvement"] = ChoiceField(
            "Which help already under way?", choices=choices, required=False, mark_optional=False, small=True
        )

    @staticmethod
    def of(enquiry: Enquiry) -> dict[str, Any]:
        """Return what this form is begun with: the version it goes by, and what was decided last."""
        last = Decision.objects.current().filter(enquiry=enquiry).first()
        begun: dict[str, Any] = {"expected_version": enquiry.version}
        if last is None:
            return begun
        kept = {name: getattr(last, name) for name in ("outcome", "reason", "made_with_enquirer")}
        level = WITHOUT_LEVEL if last.level is None else str(last.level)
        return begun | kept | {"level": level, "words_for_enquirer": last.words_for_enquirer}

    def ruling(self, enquiry: Enquiry) -> Ruling:
        """Return the decision as the action takes it; words left empty become the standard ones."""
        typed = self.cleaned_data
        level = typed["level"]
        outcome = Outcome(typed["outcome"])
        return Ruling(
            outcome=outcome,
            level=None if level == WITHOUT_LEVEL else int(level),
            reason=typed["reason"],
            words_for_enquirer=typed["words_for_enquirer"] or standard_words(outcome, enquiry),
            made_with_enquirer=typed["made_with_enquirer"],
            involvement=self.involvements.get(typed["involvement"]),
        )

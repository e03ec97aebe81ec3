"""Readings, turned into values."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from baton.casework.forms.concern import ScoringForm
from baton.casework.models.standing import Member
from baton.outcomes.rules.travelled import STAGE_LABELS, Stage
from baton.partnership.rules.profile import Profile
from baton.partnership.rules.profile_assessment import Tool
from baton.ui import fields
from baton.ui.forms import Form


class ChooseReadingForm(Form):
    """Whom to measure, and with what."""

    person = fields.ChoiceField("Whose reading is it?", choices=[], missing="Choose whose reading it is")
    tool = fields.ChoiceField("With which tool?", choices=[], missing="Choose the tool")

    def __init__(self, *args: Any, members: list[Member], profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(member.person.pk), member.person.called) for member in members]
        self.fields["tool"].choices = [
            fields.Choice(tool.code, tool.label, tool.hint) for tool in profile.tools if tool.offered
        ]


class ScoreField(fields.TextField):
    """A score between the ends of a tool's scale. Gives a `Decimal`, or `None` where nothing was entered."""

    empty = None

    def __init__(self, label: str, *, tool: Tool, **kwargs: Any) -> None:
        self.low, self.high = tool.low, tool.high
        super().__init__(label, width=5, inputmode="decimal", **kwargs)
        self.validators = []

    def to_python(self, value: Any) -> Any:
        """Turn the text into a number within the scale."""
        if value in (None, "") or isinstance(value, Decimal):
            return value or None if value == "" else value
        try:
            score = Decimal(str(value).strip().replace(",", "."))
        except InvalidOperation:
            raise ValidationError(f"Enter a number from {self.low} to {self.high}", code="number") from None
        if not score.is_finite() or not self.low <= score <= self.high or -int(score.as_tuple().exponent) > 2:
            raise ValidationError(f"Enter a number from {self.low} to {self.high}", code="scale")
        return score


class ReadingForm(ScoringForm):
    """One tool used with one person: a score for each area that was talked about."""

    taken_on = fields.DateField(
        "On which day was it taken?", past=True, missing="Enter the day of the reading"
    )
    stage = fields.ChoiceField(
        "At which stage of the help?",
        choices=[(stage.value, words) for stage, words in STAGE_LABELS.items()],
        inline=True,
        missing="Choose the stage",
    )

    def __init__(
        self, *args: Any, tool: Tool, previous: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tool = tool
        before = previous or {}
        for area in tool.areas:
            said = f"Last time: {before[area.code]}" if area.code in before else "Not scored before"
            hint = f"From {tool.low} to {tool.high}. {said}."
            self.fields[f"score_{area.code}"] = ScoreField(
                area.label, tool=tool, hint=hint, required=False, mark_optional=False, size="s"
            )
            self.watch(f"score_{area.code}", f"{tool.code}.{area.code}")
            self.fields[f"note_{area.code}"] = fields.TextField(
                f"What they said about {area.label.lower()}", required=False
            )

    def areas(self) -> list[list[Any]]:
        """Give for each area the fields of its score, of whether that is no slip where this is asked, and of the note."""
        asked = ("score", "sure_score", "note")
        names = ([f"{what}_{area.code}" for what in asked] for area in self.tool.areas)
        return [[self[name] for name in group if name in self.fields] for group in names]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one score."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        named = [f"score_{area.code}" for area in self.tool.areas]
        if not any(values.get(name) is not None for name in named) and not set(named) & set(self.errors):
            self.add_error(named[0], "Enter at least one score")
        return values

    @property
    def scores(self) -> dict[str, Decimal]:
        """Give the scores by area."""
        return self._by_area("score")

    @property
    def notes(self) -> dict[str, str]:
        """Give what was said, by area."""
        return {area: words for area, words in self._by_area("note").items() if words}

    @property
    def chosen_stage(self) -> Stage:
        """Give the stage."""
        return Stage(self.values["stage"])

    def _by_area(self, what: str) -> dict[str, Any]:
        values = self.values
        named = {area.code: values[f"{what}_{area.code}"] for area in self.tool.areas}
        return {area: value for area, value in named.items() if value is not None}


class CorrectReadingForm(ScoringForm):
    """A score keyed wrong, put right; left empty, it was never taken."""

    def __init__(self, *args: Any, tool: Tool, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["score"] = ScoreField(
            tool.areas.label(area),
            tool=tool,
            hint=f"From {tool.low} to {tool.high}.",
            missing="Enter the score",
        )
        self.watch("score", f"{tool.code}.{area}")

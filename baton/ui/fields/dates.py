"""Fields for days and moments, typed in parts; what was typed stays as it was typed."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from baton.ui.fields.base import BoundField, Field
from baton.ui.fields.text import TextField, shown
from baton.ui.moments import day

MONTHS = tuple(f"{date(2000, number, 1):%B}".lower() for number in range(1, 13))
EARLIEST_YEAR = 1890  # nobody living was born before
HALVED = re.compile(r"(1[0-2]|0?[1-9])(?:[:.]?([0-5][0-9]))?(am|pm)")  # 4:20 pm
WHOLE = re.compile(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])")  # 16:20
NAMED_TIMES = {
    f"{twelve}{name}": time(hour)
    for name, hour in (("midday", 12), ("noon", 12), ("midnight", 0))
    for twelve in ("", "12")
}
Bound = date | Callable[[], date] | None


class PartsWidget(forms.Widget):
    """Several inputs for one value: `born-day`, `born-month`, `born-year`. Reads them as a dictionary of what was
    typed."""

    def __init__(self, *parts: str) -> None:
        self.parts = parts
        super().__init__()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str] | None:
        """Give what was typed in each part, `None` where nothing was."""
        typed = {part: str(data.get(f"{name}-{part}") or "").strip() for part in self.parts}
        return typed if any(typed.values()) else None


class PartsField(Field):
    """The base of fields with several inputs under one legend."""

    component = "date"
    default_size = "s"
    parts: tuple[str, ...] = ("day", "month", "year")

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, widget=PartsWidget(*self.parts), **kwargs)

    def wrong_parts(self, bound: BoundField) -> tuple[str, ...]:
        """Give the parts to mark as wrong: those the error names, or all of them."""
        for error in bound.errors.as_data() if bound.errors else ():
            named = tuple(part for part in self.parts if part in str(error.code or ""))
            return named or self.parts
        return ()

    def first_id(self, bound: BoundField) -> str:
        """Give the id of the first wrong input."""
        return f"{bound.id}-{(self.wrong_parts(bound) or self.parts)[0]}"

    def split(self, value: Any) -> dict[str, str]:
        """Give the text of each part for a value known before."""
        if not isinstance(value, date):
            return {}
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}

    def params(self, bound: BoundField) -> dict[str, Any]:
        """Give the parameters for the component's macro."""
        value = bound.value()
        texts = value if isinstance(value, Mapping) else self.split(value)
        wrong = self.wrong_parts(bound)
        return {
            **bound.common(),
            "namePrefix": bound.html_name,
            "fieldset": {"legend": bound.title("govuk-fieldset__legend")},
            "items": [self._item(part, shown(texts.get(part)), part in wrong) for part in self.parts],
        }

    def _item(self, part: str, text: str, wrong: bool) -> dict[str, Any]:
        width = {"year": 4, "time": 5}.get(part, 2)
        classes = f"govuk-input--width-{width}" + (" govuk-input--error" if wrong else "")
        return {
            "name": part,
            "value": text,
            "classes": classes,
            "inputmode": "text" if part == "time" else "numeric",
        }


class DateField(PartsField):
    """A day. `past` refuses days after today, `future` days before it; `earliest` and `latest` are days or give them.

    The month may be a number or its name. Gives a `date`.
    """

    def __init__(
        self,
        label: str,
        *,
        past: bool = False,
        future: bool = False,
        earliest: Bound = None,
        latest: Bound = None,
        **kwargs: Any,
    ) -> None:
        self.past, self.future, self.earliest, self.latest = past, future, earliest, latest
        super().__init__(label, **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Turn the three texts into a day. Each fault names its parts, so that they alone are marked."""
        if value is None or isinstance(value, date):
            return value
        return read_date(value, str(self.label))

    def validate(self, value: Any) -> None:
        """Refuse a day outside the bounds."""
        super().validate(value)
        if value is not None:
            self._check(value)

    def _check(self, on: date) -> None:
        today, what = timezone.localdate(), _subject(str(self.label))
        earliest, latest = _given(self.earliest), _given(self.latest)
        if self.past and on > today:
            raise ValidationError(f"{what} must be today or in the past", code="past")
        if self.future and on < today:
            raise ValidationError(f"{what} must be today or in the future", code="future")
        if earliest and on < earliest:
            raise ValidationError(f"{what} must be {day(earliest)} or later", code="earliest")
        if latest and on > latest:
            raise ValidationError(f"{what} must be {day(latest)} or earlier", code="latest")


class TimeField(TextField):
    """A time of day as people write it: "4:20 pm", "16:20", "4pm", "midday". Gives a `time`."""

    empty = None

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, width=10, **kwargs)
        self.validators = []

    def to_python(self, value: Any) -> time | None:
        """Turn the text into a time."""
        if value is None or isinstance(value, time):
            return value
        return read_time(str(value)) if str(value).strip() else None

    def prepare_value(self, value: Any) -> Any:
        """Give the text of a time known before."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


class MomentField(DateField):
    """A day and a time in the installation's zone. Gives an aware `datetime` in UTC. `past` refuses a moment yet to
    come."""

    parts = ("day", "month", "year", "time")

    def to_python(self, value: Any) -> Any:
        """Turn the four texts into a moment. Of an hour that comes twice, when clocks go back, the first is meant."""
        if value is None or isinstance(value, datetime):
            return value
        on = read_date(value, str(self.label), self.parts)
        at = read_time(value["time"])
        moment = datetime.combine(on, at, tzinfo=timezone.get_default_timezone())
        if moment.astimezone(UTC).astimezone(moment.tzinfo).time() != at:
            raise ValidationError(
                "The clocks went forward over this time. Enter a time after it.", code="time"
            )
        return moment.astimezone(UTC)

    def validate(self, value: Any) -> None:
        """Refuse a moment outside the bounds."""
        Field.validate(self, value)
        if value is None:
            return
        self._check(timezone.localdate(value))
        if self.past and value > timezone.now():
            raise ValidationError(f"{_subject(str(self.label))} must be in the past", code="time")

    def split(self, value: Any) -> dict[str, str]:
        """Give the text of each part for a moment known before."""
        if not isinstance(value, datetime):
            return {}
        here = timezone.localtime(value)
        return {**super().split(here.date()), "time": f"{here:%H:%M}"}


def read_date(
    typed: Mapping[str, str], label: str, parts: tuple[str, ...] = ("day", "month", "year")
) -> date:
    """Turn day, month and year as typed into a day. Raises `ValidationError` whose code names the wrong parts."""
    absent = [part for part in parts if not typed.get(part)]
    if absent:
        raise ValidationError(
            f"{_subject(label)} must include a {' and a '.join(absent)}", code="-".join(absent)
        )
    numbers = {"month": _month(typed["month"])} | {part: _number(typed[part]) for part in ("day", "year")}
    year = numbers["year"]
    if year is not None and year < 1000:
        raise ValidationError("The year must have 4 numbers, like 2015", code="year")
    if year is None or not EARLIEST_YEAR <= year <= 2200:
        raise ValidationError(f"{_subject(label)} must have a real year, like 2015", code="year")
    if not numbers["month"] or not 1 <= numbers["month"] <= 12:
        raise ValidationError(f"{_subject(label)} must have a real month, from 1 to 12", code="month")
    try:
        return date(year, numbers["month"], numbers["day"] or 0)
    except ValueError:
        raise ValidationError(f"{_subject(label)} must be a real date, like 27 3 2015", code="day") from None


def read_time(text: str) -> time:
    """Turn a time as people write it into a `time`. Raises `ValidationError`, also for "4", which could be two."""
    tight = re.sub(r"\s", "", text.lower())
    tight = re.sub(r"([ap])\.?m\.?$", r"\1m", tight)
    if tight in NAMED_TIMES:
        return NAMED_TIMES[tight]
    if halved := HALVED.fullmatch(tight):
        return time(int(halved[1]) % 12 + (12 if halved[3] == "pm" else 0), int(halved[2] or 0))
    if whole := WHOLE.fullmatch(tight):
        return time(int(whole[1]), int(whole[2]))
    raise ValidationError("Enter a time, like 4:20 pm or 16:20", code="time")


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def _month(text: str) -> int | None:
    named = [n for n, name in enumerate(MONTHS, 1) if len(text) >= 3 and name.startswith(text.lower())]
    return named[0] if named else _number(text)


def _given(bound: Bound) -> date | None:
    return bound() if callable(bound) else bound


def _subject(label: str) -> str:
    return "The date" if label.strip().endswith("?") else label

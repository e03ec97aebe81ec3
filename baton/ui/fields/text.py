"""Fields in which one types: words, numbers, addresses, telephone numbers."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator, validate_email

from baton.ui.fields.base import BoundField, Field, asked

# The six shapes of a United Kingdom postcode and the girobank's own. Source: BS 7666, as given by Royal Mail.
POSTCODE = re.compile(r"GIR 0AA|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}")
OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
UNSEEN = re.compile("[\x01-\x08\x0e-\x1f\x7f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Signs that nobody sees and that turn or hide what stands around them (Unicode UTS 39): a name pasted with them would
read as another, and would not be found. The marks that Arabic, Persian and pictures are written with are none of them.
"""
WIDTHS = (2, 3, 4, 5, 10, 20, 30)  # the input widths, in characters, of the design system


class TextField(Field):
    """One line of text. `width` is the expected number of characters: 2, 3, 4, 5, 10, 20 or 30."""

    empty: Any = ""
    input_type = "text"
    default_limit = 250

    def __init__(
        self,
        label: str,
        *,
        width: int | None = None,
        limit: int | None = None,
        autocomplete: str = "off",
        spellcheck: bool | None = None,
        inputmode: str = "",
        prefix: str = "",
        suffix: str = "",
        **kwargs: Any,
    ) -> None:
        if width is not None and width not in WIDTHS:
            raise ValueError(f"An input is {WIDTHS} characters wide, not {width}")
        self.width, self.autocomplete, self.spellcheck, self.inputmode = (
            width,
            autocomplete,
            spellcheck,
            inputmode,
        )
        self.prefix, self.suffix = prefix, suffix
        super().__init__(label, **kwargs)
        limit = limit or self.default_limit
        self.validators.append(ProhibitNullCharactersValidator())
        words = f"Shorten {asked(label)} to {limit:,} characters or fewer".replace("%", "%%")
        self.validators.append(MaxLengthValidator(limit, words))

    def to_python(self, value: Any) -> Any:
        """Give the text without the space around it and with single spaces inside."""
        return " ".join(UNSEEN.sub("", str(value)).split()) if value not in (None, "") else self.empty

    def params(self, bound: BoundField) -> dict[str, Any]:
        """Give the parameters for the component's macro."""
        params = super().params(bound)
        params |= {"value": shown(bound.value()), "type": self.input_type, "autocomplete": self.autocomplete}
        if self.width:
            params["classes"] = f"govuk-input--width-{self.width}"
        if self.spellcheck is not None:
            params["spellcheck"] = self.spellcheck
        if self.inputmode:
            params["inputmode"] = self.inputmode
        if self.prefix:
            params["prefix"] = {"text": self.prefix}
        if self.suffix:
            params["suffix"] = {"text": self.suffix}
        return params


class TextAreaField(TextField):
    """Several lines of text. With `words`, at most that many, counted as one types and again here."""

    component = "textarea"
    default_limit = 50_000

    def __init__(self, label: str, *, words: int | None = None, rows: int = 5, **kwargs: Any) -> None:
        self.words, self.rows = words, rows
        super().__init__(label, spellcheck=kwargs.pop("spellcheck", True), widget=forms.Textarea, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Give the text with the lines as they were typed, ends of lines written one way."""
        return (
            UNSEEN.sub("", str(value)).replace("\r\n", "\n").strip()
            if value not in (None, "")
            else self.empty
        )

    def validate(self, value: Any) -> None:
        """Refuse more words than allowed."""
        super().validate(value)
        count = len(re.findall(r"\S+", value))
        if self.words and count > self.words:
            raise ValidationError(
                f"Shorten this to {self.words} words or fewer. You have {count}.", code="words"
            )

    def params(self, bound: BoundField) -> dict[str, Any]:
        """Give the parameters for the component's macro."""
        params = {**super().params(bound), "rows": self.rows}
        if self.words:
            params |= {"maxwords": self.words, "threshold": 75}
        return params


class EmailField(TextField):
    """One e-mail address."""

    input_type = "email"

    def __init__(self, label: str, *, autocomplete: str = "off", **kwargs: Any) -> None:
        super().__init__(label, autocomplete=autocomplete, spellcheck=False, **kwargs)

    def validate(self, value: Any) -> None:
        """Refuse what is no address."""
        super().validate(value)
        if not value:
            return
        try:
            validate_email(value)
        except ValidationError:
            raise ValidationError(
                "Enter an e-mail address in the correct form, like name@example.com", code="invalid"
            ) from None


class PhoneField(TextField):
    """One telephone number, kept as it was typed save for superfluous spaces."""

    input_type = "tel"

    def __init__(self, label: str, *, autocomplete: str = "off", **kwargs: Any) -> None:
        super().__init__(label, autocomplete=autocomplete, width=kwargs.pop("width", 20), **kwargs)

    def validate(self, value: Any) -> None:
        """Refuse what cannot be dialled: other signs than numbers use, too few digits or too many."""
        super().validate(value)
        digits = len(re.findall(r"\d", value))
        known = re.fullmatch(r"\+?[\d\s().\-]+((ext|x)\.?\s*\d+)?", value, re.IGNORECASE)
        if value and not (known and 9 <= digits <= 20):
            raise ValidationError(
                "Enter a telephone number, like 01632 960 001 or 07700 900 982", code="invalid"
            )


class PostcodeField(TextField):
    """One postcode, written as the post office writes it. With `outcode`, its first half is enough."""

    def __init__(self, label: str = "Postcode", *, outcode: bool = False, **kwargs: Any) -> None:
        self.outcode = outcode
        super().__init__(label, width=10, spellcheck=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Give the postcode in capitals, one space before its last three signs."""
        tight = re.sub(r"[^A-Z0-9]", "", str(value or "").upper())
        if self.outcode and OUTCODE.fullmatch(tight) and len(tight) < 5:
            return tight
        return f"{tight[:-3]} {tight[-3:]}" if len(tight) > 3 else tight

    def validate(self, value: Any) -> None:
        """Refuse what has not the shape of a postcode; whether it exists is not asked here."""
        super().validate(value)
        if not value or POSTCODE.fullmatch(value) or (self.outcode and OUTCODE.fullmatch(value)):
            return
        example = "like SW1A 2AA, or its first half, like SW1A" if self.outcode else "like SW1A 2AA"
        raise ValidationError(f"Enter a full postcode, {example}", code="invalid")


class IntegerField(TextField):
    """One whole number, from `low` to `high` where they are given."""

    empty = None

    def __init__(self, label: str, *, low: int | None = None, high: int | None = None, **kwargs: Any) -> None:
        self.low, self.high = low, high
        super().__init__(label, width=kwargs.pop("width", 4), inputmode="numeric", **kwargs)
        self.validators = []

    def to_python(self, value: Any) -> Any:
        """Turn digits, with or without separators of thousands, into a number."""
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        tight = re.sub(r"[,\s]", "", text)
        if not re.fullmatch(r"[+-]?[0-9]{1,15}", tight):
            raise ValidationError("Enter a whole number, like 15", code="invalid")
        return int(tight)

    def validate(self, value: Any) -> None:
        """Refuse a number outside the bounds."""
        super().validate(value)
        below = value is not None and self.low is not None and value < self.low
        above = value is not None and self.high is not None and value > self.high
        if below or above:
            raise ValidationError(f"Enter a number {self._bounds()}", code="range")

    def _bounds(self) -> str:
        if self.low is None:
            return f"of {self.high} or less"
        return f"of {self.low} or more" if self.high is None else f"from {self.low} to {self.high}"


def shown(value: Any) -> str:
    """Give a value as text for an input."""
    return "" if value is None else str(value)

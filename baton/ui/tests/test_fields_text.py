"""Fields in which one types: what they accept, and what they say to what they do not."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from baton.ui import fields


def refusal(field: fields.Field, typed: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages[0]


def test_text_is_given_without_superfluous_space() -> None:
    assert fields.TextField("Name").clean("  Mary \t Ann ") == "Mary Ann"


def test_text_keeps_accents_and_apostrophes() -> None:
    assert fields.TextField("Name").clean("Zoë O’Neill") == "Zoë O’Neill"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (fields.TextField("Family name"), "Enter family name"),
        (fields.TextField("NHS number"), "Enter NHS number"),
        (fields.TextField("I agree with"), "Enter I agree with"),
        (fields.TextField("What is worrying you?"), "Enter an answer to “What is worrying you?”"),
        (fields.TextField("Name", missing="Enter the child’s name"), "Enter the child’s name"),
        (fields.ChoiceField("School", choices=[("a", "A")]), "Select school"),
        (fields.MultipleChoiceField("Needs", choices=[("a", "A")]), "Choose at least one answer for “Needs”"),
        (fields.FileField("Letter"), "Choose letter"),
        (fields.DateField("Date of birth"), "Enter date of birth"),
        (fields.ConfirmField("I agree"), "Tick the box to go on"),
    ],
)
def test_what_is_missing_is_asked_for_by_name(field: fields.Field, said: str) -> None:
    assert refusal(field, None) == said


@pytest.mark.parametrize(
    ("field", "nothing"),
    [
        (fields.TextField("A", required=False), ""),
        (fields.IntegerField("A", required=False), None),
        (fields.DateField("A", required=False), None),
        (fields.TimeField("A", required=False), None),
        (fields.MomentField("A", required=False), None),
        (fields.ChoiceField("A", choices=[("a", "A")], required=False), ""),
        (fields.MultipleChoiceField("A", choices=[("a", "A")], required=False), []),
        (fields.YesNoField("A", required=False), None),
        (fields.ConfirmField("A", required=False), False),
        (fields.FileField("A", required=False), None),
        (fields.PostcodeField("A", required=False), ""),
        (fields.EmailField("A", required=False), ""),
        (fields.PhoneField("A", required=False), ""),
    ],
)
def test_optional_fields_give_their_own_nothing(field: fields.Field, nothing: Any) -> None:
    assert field.clean(None) == nothing
    assert field.empty == nothing


def test_too_long_a_text_is_refused_with_its_limit() -> None:
    field = fields.TextField("Share of 100 % rent", limit=1500)

    assert refusal(field, "x" * 1501) == "Shorten share of 100 % rent to 1,500 characters or fewer"
    assert field.clean("x" * 1500)


def test_null_characters_are_refused_not_crashed_on() -> None:
    assert refusal(fields.TextField("Name"), "a\x00b")


def test_an_input_has_one_of_the_widths_of_the_design_system() -> None:
    with pytest.raises(ValueError, match="wide, not 7"):
        fields.TextField("Name", width=7)


def test_a_text_area_keeps_lines_and_counts_words() -> None:
    field = fields.TextAreaField("Notes", words=3)

    assert field.clean(" one\r\ntwo  three ") == "one\ntwo  three"
    assert refusal(field, "one two\nthree four") == "Shorten this to 3 words or fewer. You have 4."


@pytest.mark.parametrize("typed", ["someone@", "@example.com", "some one@example.com", "example.com"])
def test_no_address_is_no_email(typed: str) -> None:
    assert "like name@example.com" in refusal(fields.EmailField("E-mail"), typed)


def test_an_email_address_is_accepted() -> None:
    assert fields.EmailField("E-mail").clean(" a.b+c@example.org ") == "a.b+c@example.org"


@pytest.mark.parametrize(
    "typed", ["01632 960 001", "+44 (0)7700 900982", "0808-157-0192", "01632 960001 ext 12", "01632960001x4"]
)
def test_telephone_numbers_are_kept_as_typed(typed: str) -> None:
    assert fields.PhoneField("Telephone").clean(typed) == typed


@pytest.mark.parametrize("typed", ["ring me", "12345", "01632 960 001 after six", "0" * 21])
def test_what_cannot_be_dialled_is_refused(typed: str) -> None:
    assert "like 01632 960 001" in refusal(fields.PhoneField("Telephone"), typed)


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("sw1a2aa", "SW1A 2AA"),
        (" m1  1ae ", "M1 1AE"),
        ("B33-8TH", "B33 8TH"),
        ("cr2 6xh", "CR2 6XH"),
        ("gir 0aa", "GIR 0AA"),
    ],
)
def test_postcodes_are_written_one_way(typed: str, given: str) -> None:
    assert fields.PostcodeField().clean(typed) == given


@pytest.mark.parametrize("typed", ["SW1A", "nowhere", "SW1A 2A", "1AA 2AA", "SW1A 2CI", "a"])
def test_what_has_not_the_shape_of_a_postcode_is_refused(typed: str) -> None:
    assert "Enter a full postcode" in refusal(fields.PostcodeField(), typed)


@pytest.mark.parametrize(("typed", "given"), [("sw1a", "SW1A"), ("M1", "M1"), ("sw1a 2aa", "SW1A 2AA")])
def test_the_first_half_of_a_postcode_is_enough_where_asked(typed: str, given: str) -> None:
    assert fields.PostcodeField(outcode=True).clean(typed) == given


def test_a_wrong_postcode_is_refused_where_half_would_do() -> None:
    assert "first half" in refusal(fields.PostcodeField(outcode=True), "nowhere")


@pytest.mark.parametrize(("typed", "given"), [("15", 15), (" 1,204 ", 1204), ("-3", -3), (0, 0)])
def test_whole_numbers(typed: Any, given: int) -> None:
    assert fields.IntegerField("Number").clean(typed) == given


@pytest.mark.parametrize("typed", ["1.5", "many", "1e3", "٣", "9" * 16])
def test_other_numbers_are_refused(typed: str) -> None:
    assert refusal(fields.IntegerField("Number"), typed) == "Enter a whole number, like 15"


@pytest.mark.parametrize(
    ("bounds", "typed", "said"),
    [
        ({"low": 0, "high": 20}, "21", "Enter a number from 0 to 20"),
        ({"low": 1}, "0", "Enter a number of 1 or more"),
        ({"high": 10}, "11", "Enter a number of 10 or less"),
    ],
)
def test_numbers_outside_the_bounds_are_refused(bounds: dict[str, int], typed: str, said: str) -> None:
    assert refusal(fields.IntegerField("Number", **bounds), typed) == said


def test_a_hidden_value_that_makes_no_sense_is_none() -> None:
    field = fields.HiddenField(kind=int)

    assert field.clean("3") == 3
    assert field.clean("three") is None
    assert field.clean(None) is None

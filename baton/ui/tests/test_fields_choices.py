"""Fields in which one chooses, and files."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from baton.ui import fields
from baton.ui.fields import Choice, Group
from baton.ui.forms import Form

NEEDS = (
    Group("Home", (Choice("housing", "Housing"), Choice("money", "Money"))),
    ("other", "Other"),
    Choice("none", "None", alone=True),
)


class NeedsForm(Form):
    needs = fields.MultipleChoiceField("Needs", choices=NEEDS, reveals={"other": ["which"]})
    which = fields.TextField("Which?")
    school = fields.SelectField("School", choices=NEEDS, required=False)


def refusal(field: fields.Field, chosen: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(chosen)
    return refused.value.messages[0]


def test_loose_choices_stand_in_groups_without_a_heading_in_their_order() -> None:
    field = fields.ChoiceField("Needs", choices=NEEDS)

    assert [group.words for group in field.groups] == ["Home", ""]
    assert [choice.value for choice in field.choices] == ["housing", "money", "other", "none"]


def test_choices_may_be_given_later_and_by_a_callable() -> None:
    field = fields.ChoiceField("Locality", choices=[])
    field.choices = lambda: [(1, "North")]

    assert field.clean("1") == "1"


def test_what_was_not_offered_is_refused() -> None:
    assert refusal(fields.ChoiceField("Needs", choices=NEEDS), "prison") == "Choose one of the answers shown"
    assert refusal(fields.SelectField("Needs", choices=NEEDS), "prison") == "Choose one of the answers shown"
    assert (
        refusal(fields.MultipleChoiceField("Needs", choices=NEEDS), ["housing", "prison"])
        == "Choose one of the answers shown"
    )


def test_several_are_given_in_the_order_of_the_choices() -> None:
    assert fields.MultipleChoiceField("Needs", choices=NEEDS).clean(["money", "housing"]) == [
        "housing",
        "money",
    ]


def test_none_of_these_stands_alone() -> None:
    said = refusal(fields.MultipleChoiceField("Needs", choices=NEEDS), ["housing", "none"])

    assert said == "Choose either “None” or the others, not both"


@pytest.mark.parametrize(("chosen", "given"), [("yes", True), ("no", False), ("not_known", None)])
def test_yes_no_and_not_known(chosen: str, given: bool | None) -> None:
    assert fields.YesNoField("Agreed?", not_known="Not asked").clean(chosen) is given


def test_not_known_is_only_an_answer_where_offered() -> None:
    assert refusal(fields.YesNoField("Agreed?"), "not_known") == "Choose one of the answers shown"


@pytest.mark.parametrize(("known", "chosen"), [(True, {"yes"}), (False, {"no"}), (None, set())])
def test_a_truth_value_known_before_shows_as_chosen(known: bool | None, chosen: set[str]) -> None:
    class AgreedForm(Form):
        agreed = fields.YesNoField("Agreed?")

    form = AgreedForm(initial={"agreed": known})

    assert form["agreed"].params["chosen"] == chosen


@pytest.mark.parametrize(("sent", "given"), [(True, True), ("yes", True), ("False", False), (False, False)])
def test_a_box_ticked_or_not(sent: Any, given: bool) -> None:
    assert fields.ConfirmField("Sure", required=False).clean(sent) is given


def test_what_a_choice_reveals_is_asked_only_with_it() -> None:
    without = NeedsForm({"needs": "housing", "which": "left over"})
    with_it = NeedsForm({"needs": "other", "which": ""})

    assert without.is_valid()
    assert without.values == {"needs": ["housing"], "which": "", "school": ""}
    assert not with_it.is_valid()
    assert with_it.faults()[0].href == "#id_which"


def test_a_revealed_field_stands_inside_its_choice_and_nowhere_else() -> None:
    form = NeedsForm()

    assert [bound.name for bound in form.visible()] == ["needs", "school"]
    html = str(form["needs"])
    assert html.count('name="which"') == 1
    assert 'data-aria-controls="conditional-id_needs-3"' in html
    assert 'id="conditional-id_needs-3"' in html


def test_the_error_of_a_group_leads_to_its_first_input() -> None:
    form = NeedsForm({"which": ""})

    assert [fault.href for fault in form.faults()] == ["#id_needs"]
    assert '<input class="govuk-checkboxes__input" id="id_needs"' in str(form["needs"])


def test_a_hidden_parent_hides_all_beneath_it() -> None:
    class DeepForm(Form):
        first = fields.YesNoField("First?", reveals={"yes": ["second"]})
        second = fields.YesNoField("Second?", reveals={"yes": ["third"]})
        third = fields.TextField("Third")

    form = DeepForm({"first": "no", "second": "yes", "third": ""})

    assert form.is_valid(), form.errors
    assert form.values == {"first": False, "second": None, "third": ""}


def test_groups_of_a_select_and_the_choice_made_show() -> None:
    html = str(NeedsForm(initial={"school": "money"})["school"])

    assert '<optgroup label="Home">' in html
    assert '<option value="money" selected>' in html
    assert html.count("selected") == 1


def letter(name: str, content: bytes = b"x") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (letter("a.exe"), "The file must end in pdf or docx"),
        (letter("pdf"), "The file must end in pdf or docx"),
        (letter("a.pdf", b""), "The file is empty. Choose another one."),
        (letter("a.pdf", b"x" * (1024 * 1024 + 1)), "The file must be smaller than 1 MB"),
    ],
)
def test_files_of_another_kind_or_size_are_refused(upload: SimpleUploadedFile, said: str) -> None:
    assert refusal(fields.FileField("Letter", endings=[".PDF", "docx"], megabytes=1), upload) == said


def test_a_file_is_given_as_it_came() -> None:
    upload = letter("Letter.PDF")

    assert fields.FileField("Letter", endings=["pdf"]).clean(upload) is upload
    assert fields.FileField("Letter").clean(upload) is upload

"""The base of forms, drafts, and several like forms on one page."""

from uuid import UUID

from django.http import QueryDict

from baton.ui import fields
from baton.ui.forms import FilterForm, Form, Repeated, faults


class ChildForm(Form):
    name = fields.TextField("Name")
    needs = fields.MultipleChoiceField("Needs", choices=[("a", "A"), ("b", "B")], required=False)


class NoteForm(Form):
    note = fields.TextAreaField("Note", required=False)

    def clean(self) -> None:
        if "wrong" in self.cleaned_data.get("note", ""):
            self.add_error(None, "Say it otherwise")


class WordsFilter(FilterForm):
    words = fields.TextField("Name contains")


TOKEN = "5a0f4c4e-8f0b-4d8e-9a43-1a2b3c4d5e6f"


def test_each_page_carries_a_token_of_its_own_and_the_version_it_shows() -> None:
    first, second = ChildForm(initial={"expected_version": 7}), ChildForm()

    assert first["submission_token"].value() != second["submission_token"].value()
    assert '<input type="hidden" name="expected_version" value="7">' in first.hidden()
    assert '<input type="hidden" name="expected_version" value="">' in second.hidden()


def test_what_the_page_carried_is_given_apart_from_what_was_entered() -> None:
    form = ChildForm({"name": "Ann", "submission_token": TOKEN, "expected_version": "7"})

    assert form.is_valid()
    assert form.values == {"name": "Ann", "needs": []}
    assert form.cleaned_data["submission_token"] == UUID(TOKEN)
    assert form.cleaned_data["expected_version"] == 7


def test_a_page_shown_again_with_errors_keeps_its_token() -> None:
    form = ChildForm({"name": "", "submission_token": TOKEN})

    assert not form.is_valid()
    assert TOKEN in form.hidden()


def test_a_form_sent_without_a_token_or_with_nonsense_counts_as_new() -> None:
    for sent in ({}, {"submission_token": "nonsense", "expected_version": "many"}):
        form = ChildForm({"name": "Ann", **sent})

        assert form.is_valid()
        assert isinstance(form.cleaned_data["submission_token"], UUID)
        assert form.cleaned_data["expected_version"] is None


def test_a_draft_shows_and_is_not_judged() -> None:
    form = ChildForm(draft={"name": "", "needs": ["b"], "expected_version": "3"}, initial={"name": "Ann"})

    assert form.faults() == []
    assert form["name"].value() == ""
    assert 'value="b" checked' in str(form["needs"])
    assert form["expected_version"].value() == "3"


def test_a_draft_without_a_token_is_given_one() -> None:
    form = ChildForm(draft={"name": "Ann"})

    assert UUID(str(form["submission_token"].value()))


def test_a_fault_of_the_whole_form_leads_to_the_page() -> None:
    form = NoteForm({"note": "wrong"})

    assert [(fault.words, fault.href) for fault in form.faults()] == [("Say it otherwise", "#main-content")]


def test_filters_are_optional_and_do_not_say_so() -> None:
    form = WordsFilter(QueryDict(""))

    assert form.is_valid()
    assert "optional" not in str(form["words"])


def posted(count: int, **typed: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query["child-count"] = str(count)
    for name, text in typed.items():
        query[name.replace("_", "-")] = text
    return query


def names(children: Repeated) -> list[str]:
    return [str(form["name"].value() or "") for form in children]


def test_several_forms_begin_with_what_is_known_or_one_empty() -> None:
    assert names(Repeated(ChildForm, "child")) == [""]
    assert names(Repeated(ChildForm, "child", initial=[{"name": "Ann"}, {"name": "Bo"}])) == ["Ann", "Bo"]
    assert len(Repeated(ChildForm, "child", least=0)) == 0


def test_several_forms_sent_are_judged_and_given() -> None:
    children = Repeated(ChildForm, "child", data=posted(2, child_0_name="Ann", child_1_name="Bo"))

    assert children.is_valid()
    assert [child["name"] for child in children.values] == ["Ann", "Bo"]


def test_the_fault_of_one_of_several_names_it() -> None:
    children = Repeated(ChildForm, "child", noun="child", data=posted(2, child_0_name="Ann", child_1_name=""))
    note = NoteForm({"note": "wrong"})

    found = faults(children, note)

    assert not children.is_valid()
    assert [fault.words for fault in found] == ["Child 2: Enter name", "Say it otherwise"]
    assert found[0].href == "#id_child-1-name"


def test_adding_shows_what_was_typed_and_one_more_without_judging() -> None:
    children = Repeated(ChildForm, "child", data=posted(1, child_0_name="Ann", child_add="yes"))

    assert children.pressed
    assert not children.is_valid()
    assert names(children) == ["Ann", ""]
    assert children.faults() == []


def test_adding_stops_at_the_most() -> None:
    children = Repeated(ChildForm, "child", most=1, data=posted(1, child_0_name="Ann", child_add="yes"))

    assert names(children) == ["Ann"]
    assert not children.can_add


def test_removing_closes_the_gap() -> None:
    sent = posted(3, child_0_name="Ann", child_1_name="Bo", child_2_name="Cy", child_remove="1")

    children = Repeated(ChildForm, "child", data=sent)

    assert names(children) == ["Ann", "Cy"]
    assert [form["name"].html_name for form in children] == ["child-0-name", "child-1-name"]


def test_the_last_one_needed_cannot_be_removed() -> None:
    children = Repeated(ChildForm, "child", data=posted(1, child_0_name="Ann", child_remove="0"))

    assert names(children) == ["Ann"]
    assert not children.can_remove


def test_a_draft_of_several_shows_them_all() -> None:
    draft = {"child-count": "2", "child-0-name": "Ann", "child-1-name": "Bo", "child-1-needs": ["a"]}

    children = Repeated(ChildForm, "child", draft=draft)

    assert not children.pressed
    assert names(children) == ["Ann", "Bo"]
    assert 'value="a" checked' in str(list(children)[1]["needs"])


def test_a_count_that_makes_no_sense_is_the_least() -> None:
    for count in ("", "many", "-3", "99999", "0"):
        assert len(Repeated(ChildForm, "child", data={"child-count": count})) == 1
    assert len(Repeated(ChildForm, "child", data={"child-count": "500"})) == 30

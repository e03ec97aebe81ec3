"""Reference pages are written from the code."""

import sys
from enum import StrEnum
from types import ModuleType

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.test import override_settings
from django.test.utils import isolate_apps

from baton.core import reference
from baton.core.lifecycle import IN, REPOINT, After, Keep, KeptWith, Lifecycle, Scrub, fields, out, refuse_if
from baton.core.reference import data, states
from baton.core.tests.test_rules_states import TRANSITIONS, State


class LetterState(StrEnum):
    """Where a letter stands. It begins as a draft."""

    DRAFT = "draft"
    SENT = "sent"


LETTERS = {LetterState.DRAFT: frozenset({LetterState.SENT}), LetterState.SENT: frozenset()}

with isolate_apps("baton.core"):

    class Person(models.Model):
        class Meta:
            app_label = "people"

        def __str__(self) -> str:
            return str(self.pk)

    class Letter(models.Model):
        """A letter that somebody wrote. It has been sent or not."""

        person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="letters", null=True)
        copies = models.ManyToManyField(Person, related_name="copies")
        kind = models.CharField(max_length=9, choices=[("a", "A"), ("b", "B")])
        text = models.TextField(help_text="what it says | as written")
        place = models.CharField(max_length=40)

        class Meta:
            app_label = "core"
            constraints = [models.UniqueConstraint(fields=["text"], name="letter_text_once")]

        def __str__(self) -> str:
            return self.text


@pytest.fixture
def letters(monkeypatch):
    """An app with a package of rules, one module of which has states."""
    package, module = ModuleType("letters.rules"), ModuleType("letters.rules.letter")
    module.TRANSITIONS, module.LetterState, module.OTHER_TRANSITIONS = LETTERS, LetterState, TRANSITIONS
    monkeypatch.setattr(LetterState, "__module__", module.__name__)
    package.__path__ = ["letters"]
    monkeypatch.setitem(sys.modules, "letters.rules", package)
    monkeypatch.setitem(sys.modules, "letters.rules.letter", module)
    found = [type("Found", (), {"name": "letter"})]
    monkeypatch.setattr(states.pkgutil, "iter_modules", lambda path: found if path else [])
    with override_settings(FIRST_PARTY_APPS=["letters", "baton.ui"]):
        yield


# states


def test_a_diagram_begins_ends_and_names_its_moves():
    assert states.diagram(State, TRANSITIONS).split("\n") == [
        "stateDiagram-v2",
        "    draft: draft",
        "    in_review: in review",
        "    sent: sent",
        "    [*] --> draft",
        "    draft --> in_review",
        "    draft --> sent",
        "    in_review --> sent",
        "    sent --> [*]",
    ]
    assert "    draft --> sent: in review" in states.diagram(
        State, {State.DRAFT: {State.IN_REVIEW: State.SENT}}
    )


def test_each_dict_of_an_apps_rules_is_drawn_once_where_its_states_are(letters):
    text = states.page().text

    assert (
        "## Letters\n\n### Letter (LetterState)\n\nWhere a letter stands. From `letters.rules.letter`."
        in text
    )
    assert text.count("```mermaid") == 1


def test_rules_that_do_not_import_are_not_passed_over(monkeypatch):
    def fail(name):
        raise ModuleNotFoundError("No module named 'gone'", name="gone")

    monkeypatch.setattr(states.importlib, "import_module", fail)

    with pytest.raises(ModuleNotFoundError, match="gone"):
        list(states.rules_of("baton.core"))


# data


def described(**changes) -> str:
    given = {
        "link": {"person": REPOINT, "copies": refuse_if("both had a copy")},
        "keep": Keep(after=After.WRITTEN, years=6),
        "subject_access": IN,
        "scrub": fields(keep="kind place", blank="text"),
    }
    return data.section(Letter, Lifecycle(**{**given, **changes}))


def test_a_table_is_described_field_by_field():
    text = described()

    assert text.startswith("### Letter\n\nA letter that somebody wrote. Table `core_letter`.\n")
    assert "* Kept: 6 years after it was written (source: ours)\n* Subject access: in the copy\n" in text
    assert "| person | [people.Person](#person), may be unknown |  | kept | repoint |" in text
    assert "| copies | many [people.Person](#person) |  | kept | refuse if both had a copy |" in text
    assert "| kind | one of `a`, `b` |  | kept |  |" in text
    assert "| text | Text | what it says / as written | blanked |  |" in text
    assert "| place | Char of at most 40 |" in text
    assert text.endswith("\nThe database holds: `letter_text_once`.\n")


def test_what_is_decided_for_the_whole_row():
    text = described(keep=KeptWith("person"), subject_access=out("a draft"), scrub=Scrub.ROW)

    assert "* Kept: as long as its person\n* Subject access: not in the copy: a draft\n" in text
    assert text.count("| row deleted |") == 6
    assert "90 days after" in described(keep=Keep(after=After.WRITTEN, days=90))
    assert "until the installation ended" in described(keep=Keep(after=After.INSTALLATION_ENDED))


def test_what_is_not_decided_says_so():
    text = data.section(Letter, None)

    assert "* Kept: not decided\n* Subject access: not decided\n" in text
    assert text.count("| not decided |") == 6


def test_a_model_with_history_says_so(monkeypatch):
    monkeypatch.setattr(Letter, "history", (), raising=False)
    monkeypatch.setattr(Letter._meta, "constraints", [])

    text = data.section(Letter, None)

    assert "every version kept in its history" in text
    assert "The database holds" not in text


def test_the_page_has_every_app_in_the_order_of_the_stack():
    text = data.page().text

    assert (
        text.index("## Core") < text.index("### Draft") < text.index("## Journal") < text.index("### Event")
    )


# pages and commands


@pytest.mark.parametrize(
    ("docstring", "first"),
    [(None, ""), ("One.", "One."), ("One\nline. Two.\n\nMore.", "One line."), ("No stop", "No stop.")],
)
def test_the_first_sentence_of_a_docstring(docstring, first):
    assert reference.first_sentence(docstring) == first


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("document_states", "states.md"),
        ("document_data", "data-dictionary.md"),
        ("document_asvs", "asvs.md"),
    ],
)
def test_a_command_writes_its_page_and_says_when_it_is_not_current(tmp_path, command, name):
    with override_settings(ROOT=tmp_path):
        with pytest.raises(CommandError, match=f"run ./run manage {command}"):
            call_command(command, check=True)

        call_command(command)

        call_command(command, check=True)
        assert (tmp_path / "docs" / "reference" / name).read_text().startswith("# ")

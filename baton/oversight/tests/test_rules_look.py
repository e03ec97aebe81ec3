"""Who looked, in words."""

import pytest

from baton.journal.models import AccessEntry
from baton.oversight.rules.look import IN_PASSING, OUTCOME_LABELS, WHAT_LABELS, part, shown_as


@pytest.mark.parametrize(
    ("url_name", "what", "words"),
    [
        ("family_page", "page", "Family page"),
        ("case_list", "list", "Case list, in a list"),
        ("people:family", "search", "People family, found by a search"),
        ("", "page", "A page"),
    ],
)
def test_what_was_shown_is_said_by_the_name_of_its_page(url_name, what, words):
    assert shown_as(url_name, what) == words


def test_every_kind_of_look_has_its_words():
    assert set(WHAT_LABELS) == set(AccessEntry.What)
    assert set(OUTCOME_LABELS) == set(AccessEntry.Outcome)
    assert set(IN_PASSING) < set(AccessEntry.What)
    assert part("enquiry_page") == "Enquiry page"

"""Who may lead, who is best placed to, and how several cases are shared out."""

import pytest

from baton.casework.rules.allocation import (
    Candidate,
    Tie,
    has_room,
    lead_blockers,
    place,
    reasons,
    room,
    shared_out,
)


def candidate(**changes):
    return Candidate(**{"agency_may_lead": True, "works_here": True, "limit": 3, "leads_now": 2} | changes)


@pytest.mark.parametrize(
    ("limit", "leads_now", "room"), [(None, 400, True), (3, 2, True), (3, 3, False), (0, 0, False)]
)
def test_room_is_what_the_limit_leaves(limit, leads_now, room):
    assert has_room(candidate(limit=limit, leads_now=leads_now)) is room


def test_nothing_keeps_a_willing_school_from_leading():
    assert lead_blockers(candidate()) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"works_here": False}, "left"),
        ({"agency_may_lead": False}, "agency_may_not_lead"),
        ({"leads_now": 3}, "no_room"),
        ({"barred": True}, "barred"),
    ],
)
def test_each_thing_that_keeps_somebody_from_leading_says_what_to_do(changes, code):
    (blocker,) = lead_blockers(candidate(**changes))

    assert blocker.code == code
    assert "hoose somebody else" in blocker.words


def test_the_words_about_room_name_the_numbers():
    (blocker,) = lead_blockers(candidate(leads_now=5))

    assert "5 of at most 3" in blocker.words


def test_without_the_course_nobody_leads_where_the_profile_asks_for_it():
    (blocker,) = lead_blockers(candidate(training_needed=True))

    assert blocker.code == "not_trained"
    assert lead_blockers(candidate(training_needed=True, course="Leading")) == []


KNOWS = {"tie": Tie.PERSON, "tie_words": "led for this family before"}
ITS_SCHOOL = {"tie": Tie.ORGANISATION, "tie_words": "school of Ava"}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (KNOWS, ITS_SCHOOL | {"languages": ("Polish",), "place": "North", "course": "Leading"}),
        (ITS_SCHOOL, {"languages": ("Polish",), "place": "North", "course": "Leading"}),
        ({"languages": ("Polish",)}, {"place": "North", "course": "Leading"}),
        ({"place": "North"}, {"course": "Leading"}),
        ({"course": "Leading"}, {"leads_now": 0}),
        ({"leads_now": 0}, {"leads_now": 1}),
        ({"limit": 8, "leads_now": 2}, {"limit": 3, "leads_now": 1}),
        ({}, KNOWS | {"asked": 1}),
        (KNOWS | {"asked": 1}, KNOWS | {"refused": "no room"}),
    ],
)
def test_what_counts_more_comes_first(better, worse):
    assert place(candidate(**better)) < place(candidate(**worse))


def test_the_reasons_say_what_speaks_for_somebody_the_weightiest_first():
    known = candidate(
        **KNOWS, languages=("Polish", "Arabic"), place="North", course="Leading", refused="full"
    )

    assert reasons(known) == (
        "led for this family before",
        "speaks Polish and Arabic, as the family does",
        "works in North",
        "attended “Leading”",
        "was asked before and could not: full",
    )
    assert reasons(candidate()) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "leads 2 of at most 3"),
        ({"limit": None}, "leads 2"),
        ({"asked": 2}, "leads 2 of at most 3, asked about 2 more"),
    ],
)
def test_room_is_said_in_words(changes, words):
    assert room(candidate(**changes)) == words


def test_several_cases_go_to_the_best_placed_until_they_have_no_room_left():
    wanted = {1: ["lee", "bea"], 2: ["lee", "bea"], 3: ["lee"], 4: [], 5: ["any"], 6: ["any"]}

    found = shared_out(wanted, {"lee": 1, "bea": 1, "any": None}, {"lee": "lee", "bea": "bea", "any": "any"})

    assert found == {1: "lee", 2: "bea", 3: None, 4: None, 5: "any", 6: "any"}


def test_who_works_in_two_organisations_has_the_room_of_one_person():
    at = ["lee at school", "lee at the clinic"]
    persons = dict.fromkeys(at, "lee")

    assert shared_out({1: at, 2: at}, dict.fromkeys(at, 1), persons) == {1: at[0], 2: None}
    assert shared_out({1: at, 2: at}, {at[0]: 1, at[1]: 2}, persons) == {1: at[0], 2: at[1]}
    assert shared_out({1: at, 2: at}, {at[0]: 1, at[1]: None}, persons) == {1: at[0], 2: at[1]}

"""What a decision needs, what is open to tell an enquirer by, and the checklist."""

from dataclasses import replace

import pytest

from baton.frontdoor.rules.check import Answer, CheckKind, missing_checks, note_needed
from baton.frontdoor.rules.decision import LEADS_TO_WORDS, LeadsTo, Proposal, blockers
from baton.frontdoor.rules.telling import How, ways_open

WHOLE = Proposal(
    leads_to=LeadsTo.CASE,
    level=2,
    reason="They asked for help with sleep and school.",
    has_family=True,
    has_involvement=False,
    involvement_of_family=False,
    answered=frozenset(CheckKind),
)


def fields(proposal: Proposal) -> list[str]:
    return [blocker.field for blocker in blockers(proposal)]


@pytest.mark.parametrize(
    "leads_to", [LeadsTo.CASE, LeadsTo.SINGLE_SERVICE, LeadsTo.SOCIAL_CARE, LeadsTo.NOTHING]
)
def test_a_whole_proposal_may_be_decided(leads_to: LeadsTo) -> None:
    assert blockers(replace(WHOLE, leads_to=leads_to)) == []


def test_each_unanswered_check_stops_a_decision() -> None:
    assert fields(replace(WHOLE, answered=frozenset())) == ["checks"] * len(CheckKind)


@pytest.mark.parametrize("leads_to", [LeadsTo.CASE, LeadsTo.SINGLE_SERVICE])
def test_help_needs_a_family(leads_to: LeadsTo) -> None:
    assert fields(replace(WHOLE, leads_to=leads_to, has_family=False)) == ["family"]


@pytest.mark.parametrize("leads_to", [LeadsTo.CASE, LeadsTo.SINGLE_SERVICE, LeadsTo.SOCIAL_CARE])
def test_help_needs_a_level(leads_to: LeadsTo) -> None:
    assert fields(replace(WHOLE, leads_to=leads_to, level=None)) == ["level"]


def test_nothing_further_needs_neither_family_nor_level() -> None:
    assert blockers(replace(WHOLE, leads_to=LeadsTo.NOTHING, level=None, has_family=False)) == []


def test_social_care_needs_no_family_of_ours() -> None:
    assert blockers(replace(WHOLE, leads_to=LeadsTo.SOCIAL_CARE, has_family=False)) == []


def test_information_for_a_case_names_the_help_under_way() -> None:
    proposal = replace(WHOLE, leads_to=LeadsTo.EXISTING_CASE)

    assert fields(proposal) == ["involvement"]


def test_information_goes_to_the_help_of_the_same_family() -> None:
    proposal = replace(WHOLE, leads_to=LeadsTo.EXISTING_CASE, has_involvement=True)

    assert fields(proposal) == ["involvement"]
    assert blockers(replace(proposal, involvement_of_family=True)) == []


def test_without_a_family_the_family_is_what_is_missing() -> None:
    proposal = replace(WHOLE, leads_to=LeadsTo.EXISTING_CASE, has_involvement=True, has_family=False)

    assert fields(proposal) == ["family"]


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_decision_says_why(reason: str) -> None:
    assert fields(replace(WHOLE, reason=reason)) == ["reason"]


def test_every_destination_is_explained() -> None:
    assert set(LEADS_TO_WORDS) == set(LeadsTo)


def test_what_is_not_answered_is_listed_in_order() -> None:
    assert missing_checks(frozenset({CheckKind.TEAM_AROUND})) == [CheckKind.KNOWN, CheckKind.SOCIAL_CARE]


def test_only_found_needs_a_note() -> None:
    assert [answer for answer in Answer if note_needed(answer)] == [Answer.FOUND]


@pytest.mark.parametrize(
    ("email", "signed_in", "safe", "message"),
    [
        ("", False, None, False),
        ("a@example.org", False, None, True),
        ("a@example.org", False, True, True),
        ("a@example.org", False, False, False),
        ("", True, None, True),
    ],
)
def test_a_message_needs_an_address_that_is_safe(
    email: str, signed_in: bool, safe: bool | None, message: bool
) -> None:
    ways = ways_open(email=email, signed_in_enquirer=signed_in, safe_to_write=safe)

    assert (How.MESSAGE in ways) is message
    assert {How.PHONE, How.IN_PERSON} <= set(ways)

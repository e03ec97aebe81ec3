import pytest

from baton.casework.rules.agreement import (
    ServiceAnswer,
    Standing,
    service_agreed,
    standing_of_adult,
    standing_of_child,
    start_blockers,
)
from baton.people.rules.facts import AgreementStatus as Answer
from baton.people.rules.facts import Capacity

PARENT = Capacity.PARENTAL_RESPONSIBILITY
YOUNG = Capacity.COMPETENT_YOUNG_PERSON


def answers(*given):
    return {answer.person: answer for answer in given}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], False),
        ([ServiceAnswer("mum", Answer.AGREED, PARENT)], True),
        ([ServiceAnswer("kim", Answer.AGREED, YOUNG)], True),
        ([ServiceAnswer("lodger", Answer.AGREED, Capacity.ADULT_SELF)], False),
        ([ServiceAnswer("mum", Answer.REFUSED, PARENT)], False),
        ([ServiceAnswer("mum", Answer.WITHDRAWN, PARENT), ServiceAnswer("kim", Answer.NOT_ASKED)], False),
        ([ServiceAnswer("dad", Answer.REFUSED, PARENT), ServiceAnswer("mum", Answer.AGREED, PARENT)], True),
    ],
)
def test_one_agreement_in_the_right_capacity_opens_the_service(given, expected):
    assert service_agreed(given) is expected
    assert (start_blockers(given, safeguarding=False) == []) is expected


def test_without_agreement_the_blocker_says_whom_to_ask_and_where():
    (blocker,) = start_blockers([], safeguarding=False)

    assert blocker.code == "agreement_needed"
    assert "parental responsibility" in blocker.words
    assert blocker.fix_url_name == "agreement_list"


def test_safeguarding_goes_on_without_agreement():
    assert start_blockers([], safeguarding=True) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, Standing.WAITING),
        (Answer.AGREED, Standing.TO_FILL),
        (Answer.REFUSED, Standing.LEFT_OUT),
        (Answer.WITHDRAWN, Standing.LEFT_OUT),
        (Answer.NOT_ASKED, Standing.OPTIONAL),
    ],
)
def test_an_adults_part_waits_for_their_own_answer(given, expected):
    known = answers(ServiceAnswer("dad", given, Capacity.ADULT_SELF)) if given else {}

    assert standing_of_adult("dad", known) is expected


@pytest.mark.parametrize(
    ("given", "responsible", "expected"),
    [
        ([], set(), Standing.WAITING),
        ([ServiceAnswer("mum", Answer.AGREED, PARENT)], {"mum"}, Standing.TO_FILL),
        ([ServiceAnswer("mum", Answer.AGREED, PARENT)], set(), Standing.TO_FILL),
        ([ServiceAnswer("stepdad", Answer.AGREED, PARENT)], {"mum"}, Standing.WAITING),
        ([ServiceAnswer("mum", Answer.AGREED, Capacity.ADULT_SELF)], {"mum"}, Standing.WAITING),
        ([ServiceAnswer("mum", Answer.REFUSED, PARENT)], {"mum", "dad"}, Standing.WAITING),
        (
            [ServiceAnswer("mum", Answer.REFUSED, PARENT), ServiceAnswer("dad", Answer.AGREED, PARENT)],
            {"mum", "dad"},
            Standing.TO_FILL,
        ),
        ([ServiceAnswer("kim", Answer.AGREED, YOUNG)], {"mum"}, Standing.TO_FILL),
        (
            [ServiceAnswer("kim", Answer.REFUSED, YOUNG), ServiceAnswer("mum", Answer.AGREED, PARENT)],
            {"mum"},
            Standing.LEFT_OUT,
        ),
        ([ServiceAnswer("kim", Answer.NOT_ASKED)], {"mum"}, Standing.OPTIONAL),
        (
            [ServiceAnswer("kim", Answer.NOT_ASKED), ServiceAnswer("mum", Answer.AGREED, PARENT)],
            {"mum"},
            Standing.TO_FILL,
        ),
    ],
)
def test_a_childs_part_waits_for_somebody_responsible_or_their_own_competent_answer(
    given, responsible, expected
):
    assert standing_of_child("kim", answers(*given), responsible) is expected

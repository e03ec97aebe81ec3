"""On what basis somebody of another agency may be shown the record."""

import pytest

from baton.casework.rules.agreement import Basis
from baton.casework.rules.sharing import (
    BASIS_LABELS,
    NO_AGREEMENT,
    NO_REASON,
    NOT_TOLD,
    REFUSED,
    SHARING_LABELS,
    Sharing,
    WithoutAgreement,
    blockers,
    sharing,
)
from baton.people.rules.facts import AgreementStatus

AGREED, NO, TAKEN_BACK, NOT_ASKED = (
    AgreementStatus.AGREED,
    AgreementStatus.REFUSED,
    AgreementStatus.WITHDRAWN,
    AgreementStatus.NOT_ASKED,
)
HARM = WithoutAgreement(Basis.RISK_OF_SIGNIFICANT_HARM, "Bruises that nobody explains", family_told=True)


@pytest.mark.parametrize(
    ("own_agency", "answers", "without", "expected"),
    [
        (True, [], None, Sharing.OWN_AGENCY),
        (True, [NO], None, Sharing.OWN_AGENCY),
        (False, [AGREED], None, Sharing.AGREEMENT),
        (False, [AGREED, NOT_ASKED], HARM, Sharing.AGREEMENT),
        (False, [AGREED, NO], None, None),
        (False, [AGREED, TAKEN_BACK], HARM, Sharing.WITHOUT_AGREEMENT),
        (False, [NOT_ASKED], None, None),
        (False, [], None, None),
        (False, [], HARM, Sharing.WITHOUT_AGREEMENT),
    ],
)
def test_why_somebody_may_be_shown_the_record(own_agency, answers, without, expected):
    assert sharing(own_agency=own_agency, answers=answers, without=without) is expected


@pytest.mark.parametrize(
    ("answers", "without", "expected"),
    [
        ([], None, (NO_AGREEMENT,)),
        ([AGREED, TAKEN_BACK], None, (REFUSED,)),
        ([NO], HARM, ()),
        ([], WithoutAgreement(Basis.LEGAL_DUTY, " ", family_told=False), (NO_REASON, NOT_TOLD)),
        ([], WithoutAgreement(Basis.LEGAL_DUTY, "A court order", False, "He would hurt her"), ()),
    ],
)
def test_the_way_out_is_named(answers, without, expected):
    assert blockers(answers, without) == expected


def test_every_code_has_words():
    assert set(SHARING_LABELS) == set(Sharing)
    assert set(BASIS_LABELS) == set(Basis)

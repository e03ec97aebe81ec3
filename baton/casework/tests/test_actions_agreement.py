from datetime import timedelta

import pytest

from baton.casework.actions import agreement
from baton.casework.actions.common import CaseClosed
from baton.casework.models import Case, SafeguardingBasis
from baton.casework.models.standing import CaseStanding
from baton.casework.rules.agreement import Basis, service_agreed
from baton.casework.rules.case import CaseState
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.rollback import nothing_is_saved_without_its_event
from baton.journal.models import Event
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import organisation, practitioner
from baton.people.actions import grant
from baton.people.models import Agreement
from baton.people.rules.facts import AgreementStatus, Capacity, GrantKind
from baton.people.tests import factories as people

PARENT = Capacity.PARENTAL_RESPONSIBILITY


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


def answer(case, person, around, status=AgreementStatus.AGREED, capacity=PARENT, reason=""):
    return agreement.answer(
        case=case,
        person=person,
        status=status,
        capacity=capacity,
        on=TODAY,
        method="in_person",
        reason=reason,
        by=around.lead,
        at=NOW,
    )


def agreed(case) -> bool:
    return service_agreed(CaseStanding(case, TODAY).answers.values())


def last_event(case) -> Event:
    return Event.objects.of_case(case.pk).order_by("-id")[0]


def test_one_parents_yes_opens_the_service(case, home, around):
    answer(case, home.mother, around)

    assert agreed(case)
    assert last_event(case).kind == "casework.agreement_recorded"
    assert last_event(case).person_id == home.mother.pk


def test_one_parent_refuses_and_the_other_agrees(case, home, around):
    answer(case, home.father, around, AgreementStatus.REFUSED)
    answer(case, home.mother, around)

    assert agreed(case)


def test_a_later_answer_takes_the_place_of_the_one_before(case, home, around):
    answer(case, home.mother, around)
    answer(case, home.mother, around, AgreementStatus.REFUSED)

    assert not agreed(case)
    assert Agreement.objects.filter(case_id=case.pk).count() == 2


def test_not_asking_needs_no_capacity_but_a_reason(case, home, around):
    row = answer(case, home.father, around, AgreementStatus.NOT_ASKED, None, "unsafe")

    assert (row.reason, row.capacity) == ("unsafe", "")


def test_a_yes_says_in_what_right(case, home, around):
    with pytest.raises(agreement.NoCapacity):
        answer(case, home.mother, around, capacity=None)


def test_only_people_of_the_family_are_asked(case, around):
    stranger = people.person("Nosy", "Parker")

    with pytest.raises(agreement.NotOfFamily):
        answer(case, stranger, around)


def test_nothing_is_recorded_in_a_closed_case(case, home, around):
    Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED)

    with pytest.raises(CaseClosed):
        answer(case, home.mother, around)


def test_an_answer_without_its_event_saves_nothing(case, home, around):
    nothing_is_saved_without_its_event(lambda: answer(case, home.mother, around))


@pytest.fixture
def clinic(db):
    return organisation("Clinic", agency_type="camhs")


@pytest.fixture
def nurse(clinic):
    return practitioner(name="Nia Cole", at=clinic)


def share(case, person, around, agency, status=AgreementStatus.AGREED, words=""):
    return agreement.answer_sharing(
        case=case,
        person=person,
        agency=agency,
        agency_words=words,
        status=status,
        capacity=PARENT,
        on=TODAY,
        method="in_person",
        reason="",
        by=around.lead,
        at=NOW,
    )


def open_to(case, who, row):
    grant.give(
        family=case.family,
        kind=GrantKind.TEAM_MEMBER,
        practitioner=who,
        source_id=row.pk,
        by=None,
        at=NOW - timedelta(hours=1),
    )


def sees(who, case) -> bool:
    return Case.objects.visible_to(Practitioner.objects.get(pk=who.pk)).filter(pk=case.pk).exists()


def test_sharing_is_a_record_of_its_own_for_each_agency(case, home, around, clinic):
    share(case, home.mother, around, clinic)

    (row,) = CaseStanding(case, TODAY).shares
    assert (row.agency, row.person) == (clinic, home.mother)
    assert not agreed(case)


def test_an_agency_that_is_no_partner_is_named_in_words(case, home, around):
    share(case, home.mother, around, None, words="Judo club")

    (row,) = CaseStanding(case, TODAY).shares
    assert (row.agency, row.agency_words) == (None, "Judo club")


def withdraw(row, around):
    return agreement.withdraw(
        agreement=row, reason="Changed her mind", method="phone", by=around.lead, at=NOW
    )


def test_taking_sharing_back_closes_the_record_to_that_agency_at_once(case, home, around, clinic, nurse):
    row = share(case, home.mother, around, clinic)
    open_to(case, nurse, row)
    assert sees(nurse, case)

    withdraw(row, around)

    assert not sees(nurse, case)
    assert sees(around.lead, case)
    assert last_event(case).kind == "casework.sharing_withdrawn"


def test_one_persons_no_closes_what_anothers_yes_had_opened(case, home, around, clinic, nurse):
    row = share(case, home.mother, around, clinic)
    open_to(case, nurse, row)

    share(case, home.father, around, clinic, AgreementStatus.REFUSED)

    assert not sees(nurse, case)


def test_other_agencies_go_on_seeing(case, home, around, clinic, nurse):
    open_to(case, nurse, share(case, home.mother, around, clinic))
    other = share(case, home.mother, around, organisation("Housing", agency_type="housing"))

    withdraw(other, around)

    assert sees(nurse, case)


def test_the_help_itself_can_be_taken_back(case, home, around):
    row = answer(case, home.mother, around)

    withdraw(row, around)

    assert not agreed(case)
    assert last_event(case).kind == "casework.service_withdrawn"


def test_an_agreement_can_be_taken_back_after_the_case_closed(case, home, around, clinic, nurse):
    row = share(case, home.mother, around, clinic)
    open_to(case, nurse, row)
    Case.objects.filter(pk=case.pk).update(state=CaseState.CLOSED)

    withdraw(row, around)

    assert not sees(nurse, case)


def test_taking_back_without_its_event_saves_nothing(case, home, around, clinic):
    row = share(case, home.mother, around, clinic)

    nothing_is_saved_without_its_event(lambda: withdraw(row, around))


def go_on(case, around):
    return agreement.go_on_without(
        case=case,
        basis=Basis.RISK_OF_SIGNIFICANT_HARM,
        reason="Bruises on both arms",
        family_told=False,
        why_not_told="It would put Ava at risk",
        by=around.lead,
        at=NOW,
    )


def test_safeguarding_goes_on_without_agreement_and_says_why(case, around):
    row = go_on(case, around)

    assert CaseStanding(case, TODAY).basis == row
    assert last_event(case).data == {"basis": "risk_of_significant_harm"}


def test_one_basis_stands_at_a_time(case, around):
    go_on(case, around)

    with pytest.raises(agreement.BasisStands):
        go_on(case, around)


def test_a_basis_ends_once(case, around):
    row = go_on(case, around)

    agreement.end_basis(basis=row, by=around.manager, at=NOW)
    events = Event.objects.of_case(case.pk).count()
    agreement.end_basis(basis=row, by=around.manager, at=NOW)

    assert SafeguardingBasis.objects.get().ended_by == around.manager
    assert Event.objects.of_case(case.pk).count() == events
    assert CaseStanding(case, TODAY).basis is None


def test_a_basis_without_its_event_saves_nothing(case, around):
    nothing_is_saved_without_its_event(lambda: go_on(case, around))

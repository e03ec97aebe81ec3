"""What must end, ends: access after a hand-over, after agreement is taken back; what is another family's stays there."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from baton.casework.actions import agreement as agreements
from baton.casework.actions import allocation, team
from baton.casework.actions import assessment as assessments
from baton.casework.actions import transfer as transfers
from baton.casework.actions.transfer import Request
from baton.casework.models import Case, StandIn, Transfer, listing
from baton.casework.rules.agreement import Basis as SharingBasis
from baton.casework.rules.sharing import WithoutAgreement
from baton.casework.rules.transfer import Direction, TransferState
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW, OPENED, TODAY, Cast, Household
from baton.core.models import Draft
from baton.partnership.actions import practitioner as staff
from baton.partnership.models import Membership, Practitioner
from baton.partnership.tests.factories import join, organisation, practitioner
from baton.people.models import Need
from baton.people.rules.facts import AgreementStatus, Capacity, Source
from baton.people.tests import factories as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(home: Household, around: Cast) -> Case:
    return factories.case(home, around)


def sees(who: Practitioner, case: Case) -> bool:
    fresh = Practitioner.objects.get(pk=who.pk)
    return Case.objects.visible_to(fresh).filter(pk=case.pk).exists()


@pytest.mark.parametrize("how", ["handed over", "handed back"])
def test_who_stood_in_is_out_when_the_case_leaves_their_organisation(
    case: Case, around: Cast, how: str
) -> None:
    helper = practitioner(name="Hop Vale", at=around.school)
    allocation.stand_in(case=case, practitioner=helper, reason="Holiday", by=around.lead, at=NOW)
    assert sees(helper, case)

    if how == "handed back":
        allocation.refuse(case=case, reason="Too much", by=around.lead, at=NOW)
    else:
        clinic = organisation("Clinic", agency_type="school")
        next_one = practitioner(name="Next Lead", at=clinic)
        allocation.hand_over(
            case=case, practitioner=next_one, organisation=clinic, reason="Moved", by=around.manager, at=NOW
        )

    assert not sees(helper, case)
    assert not StandIn.objects.current().filter(case=case).exists()


def test_taking_back_agreement_closes_the_record_to_who_was_asked_with_it(
    case: Case, home: Household, around: Cast
) -> None:
    liaison, agency = plans.social_care()
    said = agreements.answer_sharing(
        case=case,
        person=home.mother,
        agency=agency,
        agency_words="",
        status=AgreementStatus.AGREED,
        capacity=Capacity.PARENTAL_RESPONSIBILITY,
        on=OPENED,
        method="in_person",
        reason="",
        by=around.lead,
        at=NOW,
    )
    asked = transfers.request(
        case=case,
        wanted=Request(
            direction=Direction.STEP_UP,
            reason="A bruise",
            reason_code="",
            to_organisation=agency,
            level=4,
        ),
        by=around.lead,
        at=NOW,
    )
    assert sees(liaison, case)

    agreements.withdraw(agreement=said, reason="", method="in_person", by=around.lead, at=NOW)

    assert not sees(liaison, case)
    assert Transfer.objects.get(pk=asked.pk).state == TransferState.CANCELLED


def test_a_childs_needs_of_another_family_are_not_known_here(case: Case, home: Household) -> None:
    from baton.casework.presenters.known import _needs

    hiding = people.family("Hyde", restriction="sealed")
    people.join(home.child, hiding)
    theirs = factories.case(Household(hiding, home.mother, home.father, home.child), None)
    Need.objects.create(
        person=home.child, code="domestic_abuse", source=Source.ASSESSMENT, on=OPENED, case_id=theirs.pk
    )

    assert _needs(case, home.child.pk, case.profile.profile) is None


def test_who_moved_to_another_employer_leaves_the_families_behind(case: Case, around: Cast) -> None:
    police = organisation("Police", agency_type="police")
    join(around.lead, police)
    assert sees(around.lead, case)

    left = Membership.objects.get(practitioner=around.lead, organisation=around.school)
    staff.end_membership(membership=left, by=None, at=NOW)

    assert not sees(around.lead, case)


@pytest.mark.parametrize("page", ["case_close", "meeting_record", "part"])
def test_a_text_too_long_to_keep_stays_on_the_page_and_does_nothing(
    case: Case, home: Household, around: Cast, as_: Callable[[Practitioner], Client], page: str
) -> None:
    factories.everybody_agrees(case, home)
    assessments.start(case=case, by=around.lead, at=NOW)
    where = (
        reverse("assessment_family_part", args=[case.pk, "family"])
        if page == "part"
        else reverse(page, args=[case.pk])
    )
    code = "what_next" if page == "case_close" else "notes"

    answer = as_(around.lead).post(where, {code: "long " * 150_000, "save_for_later": "yes"})

    assert answer.status_code == 200
    assert "too long to keep" in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_case_whose_lead_moved_on_waits_for_somebody_and_can_be_given_away(
    case: Case, around: Cast
) -> None:
    left = Membership.objects.get(practitioner=around.lead, organisation=around.school)
    join(around.lead, organisation("Police", agency_type="police"))
    assert not Case.objects.filter(listing.unled(TODAY)).exists()

    staff.end_membership(membership=left, by=None, at=NOW)

    assert case in Case.objects.filter(listing.unled(TODAY))
    colleague = practitioner(name="Col Ford", at=around.school)
    allocation.allocate(
        case=case,
        practitioner=colleague,
        organisation=around.school,
        level=2,
        coordinator=None,
        by=around.screener,
        at=NOW,
        expected_version=case.version,
    )
    assert sees(colleague, case)


def test_a_team_member_who_moved_on_leaves_the_family_behind(case: Case, around: Cast) -> None:
    clinic = organisation("Clinic", agency_type="school")
    nurse = practitioner(name="Nia Ford", at=clinic)
    place = team.Newcomer(practitioner=nurse, organisation=clinic, role_words="Nurse")
    why = WithoutAgreement(SharingBasis.LEGAL_DUTY, "Court order", family_told=True, why_not_told="")
    team.join(case=case, newcomer=place, without=why, by=around.lead, at=NOW)
    assert sees(nurse, case)

    join(nurse, around.school)
    staff.end_membership(
        membership=Membership.objects.get(practitioner=nurse, organisation=clinic), by=None, at=NOW
    )

    assert not sees(nurse, case)

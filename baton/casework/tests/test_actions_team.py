"""The team: joining on a basis, leaving, and the sight of the record that goes with it."""

from datetime import timedelta

import pytest

from baton import journal
from baton.casework.actions import agreement as agreements
from baton.casework.actions import team
from baton.casework.actions.sharing import NoBasis
from baton.casework.actions.team import AlreadyInTeam, HasLeft, MayNotJoin, Newcomer
from baton.casework.events import team as events
from baton.casework.models import TeamMember
from baton.casework.rules import sharing as rules
from baton.casework.rules.agreement import Basis
from baton.casework.rules.sharing import Sharing, WithoutAgreement
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW, THEN, TODAY
from baton.journal.models import Event
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.people.models import AccessBar, AccessGrant, Family, Involvement
from baton.people.rules.facts import AgreementStatus, Capacity, Purpose

pytestmark = pytest.mark.django_db


@pytest.fixture
def around():
    return factories.cast()


@pytest.fixture
def home():
    return factories.household()


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


@pytest.fixture
def visitor():
    return plans.colleague_of_another_agency()


def sees(practitioner, case):
    fresh = Practitioner.objects.get(pk=practitioner.pk)
    return Family.objects.visible_to(fresh).filter(pk=case.family_id).exists()


def agreed_to_share(case, person, agency, status="agreed"):
    return factories.answered(case, person, status, purpose=Purpose.SHARE, agency_id=agency.pk)


def test_a_colleague_of_the_lead_joins_without_more(case, around):
    colleague = practitioner(name="Col Ash", at=around.school)
    newcomer = Newcomer(practitioner=colleague, organisation=around.school, role_words="Pastoral lead")

    member = team.join(case=case, newcomer=newcomer, by=around.lead, at=NOW)

    assert (member.sharing, member.name, member.from_on) == (Sharing.OWN_AGENCY, "Col Ash", TODAY)
    assert sees(colleague, case)
    involved = Involvement.objects.get(pk=member.involvement_id)
    assert (involved.kind, involved.ref, involved.practitioner) == ("team_member", case.pk, colleague)
    event = Event.objects.of_kinds([events.MEMBER_JOINED]).get(subject_id=member.pk)
    assert event.data["sharing"] == "own_agency"


def test_another_agency_needs_agreement_or_a_reason(case, around, visitor):
    who, agency = visitor

    with pytest.raises(NoBasis) as refused:
        plans.member(case, around.lead, who, agency, without=None)

    assert refused.value.blockers == (rules.NO_AGREEMENT,)
    assert not sees(who, case)


def test_agreement_opens_the_record_to_the_member_and_their_manager(case, home, around, visitor):
    who, agency = visitor
    manager = practitioner(Role.TEAM_MANAGER, name="Max Orr", at=agency)
    given = agreed_to_share(case, home.mother, agency)

    member = plans.member(case, around.lead, who, agency, without=None)

    assert (member.sharing, member.agreement) == (Sharing.AGREEMENT, given)
    assert sees(who, case)
    assert sees(manager, case)


def test_a_no_outweighs_a_yes(case, home, around, visitor):
    who, agency = visitor
    agreed_to_share(case, home.mother, agency)
    agreed_to_share(case, home.father, agency, "refused")

    with pytest.raises(NoBasis) as refused:
        plans.member(case, around.lead, who, agency, without=None)
    assert refused.value.blockers == (rules.REFUSED,)

    member = plans.member(case, around.lead, who, agency)
    assert (member.sharing, member.basis, member.agreement) == (
        Sharing.WITHOUT_AGREEMENT,
        Basis.RISK_OF_SIGNIFICANT_HARM,
        None,
    )


def test_a_reason_without_words_is_none(case, around, visitor):
    without = WithoutAgreement(Basis.LEGAL_DUTY, "", family_told=False)

    with pytest.raises(NoBasis) as refused:
        plans.member(case, around.lead, *visitor, without=without)

    assert refused.value.blockers == (rules.NO_REASON, rules.NOT_TOLD)


def test_somebody_known_by_name_alone_joins_and_sees_nothing(case, home, around):
    factories.answered(case, home.mother, purpose=Purpose.SHARE, agency_words="Food bank")
    newcomer = Newcomer(name="Flo", organisation_words="food bank", role_words="Volunteer", contact="01302 1")

    member = team.join(case=case, newcomer=newcomer, by=around.lead, at=NOW)

    assert (member.name, member.agency, member.practitioner) == ("Flo", "food bank", None)
    assert not AccessGrant.objects.filter(source_id__in=[member.pk, member.agreement_id]).exists()


def test_somebody_who_signs_in_for_an_organisation_that_is_not_on_the_list_sees_the_record_alone(
    case, home, around, visitor
):
    who, agency = visitor
    manager = practitioner(Role.TEAM_MANAGER, at=agency)
    given = factories.answered(case, home.mother, purpose=Purpose.SHARE, agency_words="Food bank")
    newcomer = Newcomer(practitioner=who, organisation_words="Food bank", role_words="Volunteer")

    member = team.join(case=case, newcomer=newcomer, by=around.lead, at=NOW)

    assert (member.name, member.agency, member.agreement) == (who.name, "Food bank", given)
    assert (sees(who, case), sees(manager, case)) == (True, False)


def test_nobody_joins_twice(case, around, visitor):
    plans.member(case, around.lead, *visitor)

    with pytest.raises(AlreadyInTeam):
        plans.member(case, around.lead, *visitor)


@pytest.mark.parametrize("why", ["left", "barred"])
def test_who_has_left_or_may_never_see_the_family_does_not_join(case, around, visitor, why):
    who, agency = visitor
    if why == "left":
        who.is_active = False
        who.save()
    else:
        AccessBar.objects.create(family_id=case.family_id, practitioner=who, reason="relative", from_at=THEN)

    with pytest.raises(MayNotJoin):
        plans.member(case, around.lead, who, agency)


def test_leaving_closes_the_record_at_once(case, around, visitor):
    who, agency = visitor
    manager = practitioner(Role.TEAM_MANAGER, at=agency)
    member = plans.member(case, around.lead, who, agency)

    team.leave(member=member, reason="Moved to another post", by=around.lead, at=NOW)

    member.refresh_from_db()
    assert (member.to_on, member.ended_reason) == (TODAY, "Moved to another post")
    assert not sees(who, case)
    assert not sees(manager, case)
    assert Involvement.objects.get(pk=member.involvement_id).to_on == TODAY
    assert Event.objects.of_kinds([events.MEMBER_LEFT]).filter(subject_id=member.pk).exists()
    with pytest.raises(HasLeft):
        team.leave(member=member, reason="Again", by=around.lead, at=NOW)


@pytest.mark.parametrize("basis", ["agreement", "reason"])
def test_when_one_of_two_colleagues_leaves_the_other_and_the_manager_stay(case, home, around, visitor, basis):
    who, agency = visitor
    other = practitioner(name="Ola Vane", at=agency)
    manager = practitioner(Role.TEAM_MANAGER, at=agency)
    without = plans.HARM if basis == "reason" else None
    if basis == "agreement":
        agreed_to_share(case, home.mother, agency)
    first = plans.member(case, around.lead, who, agency, without=without)
    second = plans.member(case, around.lead, other, agency, without=without)

    team.leave(member=first, reason="Left", by=around.lead, at=NOW)
    assert (sees(who, case), sees(other, case), sees(manager, case)) == (False, True, True)

    team.leave(member=second, reason="Left", by=around.lead, at=NOW)
    assert (sees(other, case), sees(manager, case)) == (False, False)


def test_taking_back_agreement_ends_the_places_that_rest_on_it(case, home, around, visitor):
    who, agency = visitor
    given = agreed_to_share(case, home.mother, agency)
    member = plans.member(case, around.lead, who, agency, without=None)

    agreements.withdraw(agreement=given, reason="Too many people", method="phone", by=around.lead, at=NOW)

    member.refresh_from_db()
    assert (member.to_on, member.ended_reason) == (TODAY, team.TAKEN_BACK)
    assert not sees(who, case)


def test_the_others_no_ends_them_too_and_by_name_alike(case, home, around):
    words = {"purpose": Purpose.SHARE, "agency_words": "Food bank"}
    factories.answered(case, home.mother, **words)
    newcomer = Newcomer(name="Flo", organisation_words="Food bank", role_words="Volunteer")
    member = team.join(case=case, newcomer=newcomer, by=around.lead, at=NOW)

    agreements.answer_sharing(
        case=case,
        person=home.father,
        agency=None,
        agency_words="Food bank",
        status=AgreementStatus.REFUSED,
        capacity=Capacity.PARENTAL_RESPONSIBILITY,
        on=TODAY,
        method="phone",
        reason="",
        by=around.lead,
        at=NOW,
    )

    member.refresh_from_db()
    assert member.to_on == TODAY


def test_a_place_that_rests_on_a_reason_stays_when_agreement_is_taken_back(case, home, around, visitor):
    who, agency = visitor
    member = plans.member(case, around.lead, who, agency)
    given = agreed_to_share(case, home.mother, agency)

    agreements.withdraw(agreement=given, reason="", method="phone", by=around.lead, at=NOW)

    member.refresh_from_db()
    assert member.to_on is None
    assert sees(who, case)


def test_without_its_event_nothing_is_saved(case, around, visitor, monkeypatch):
    who, agency = visitor
    member = plans.member(case, around.lead, *plans.colleague_of_another_agency("Ida Lund"))

    def broken(*args, **kwargs):
        raise RuntimeError("no event")

    monkeypatch.setattr(journal, "record", broken)
    with pytest.raises(RuntimeError):
        plans.member(case, around.lead, who, agency)
    with pytest.raises(RuntimeError):
        team.leave(member=member, reason="Left", by=around.lead, at=NOW)

    assert list(TeamMember.objects.current()) == [member]
    assert not sees(who, case)


def test_sets_of_members(case, around, visitor):
    member = plans.member(case, around.lead, *visitor)
    outsider, _ = plans.colleague_of_another_agency("Out Sider")

    assert TeamMember.objects.on(TODAY).get() == member
    assert not TeamMember.objects.on(TODAY - timedelta(1)).exists()
    assert TeamMember.objects.visible_to(around.lead).exists()
    assert not TeamMember.objects.visible_to(outsider).exists()
    assert str(member) == f"Nia Ford from {TODAY}"

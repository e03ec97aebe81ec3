import pytest

from baton.casework.actions import agreement as actions
from baton.casework.models import SafeguardingBasis
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.pages import day, get, post, text
from baton.partnership.tests.factories import organisation
from baton.people.models import Agreement
from baton.people.rules.facts import AgreementStatus, Capacity
from baton.people.tests import factories as people


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


@pytest.fixture
def lead(around, as_):
    return as_(around.lead)


def yes(**changes):
    usual = {"status": "agreed", "capacity": "parental_responsibility", "method": "in_person"}
    return usual | day("on") | changes


def test_nobody_has_answered_yet(case, lead):
    words = text(get(lead, "agreement_list", case.pk))

    assert "The assessment starts when one person with parental responsibility" in words
    assert words.count("No answer yet") == 3


def test_a_yes_is_recorded_and_the_next_step_offered(case, home, lead):
    sent = post(lead, "agreement_record", case.pk, home.mother.pk, **yes())

    assert sent.url == f"/cases/{case.pk}/agreement/"
    row = Agreement.objects.get(case_id=case.pk)
    assert (row.person, row.status, row.capacity, row.on) == (
        home.mother,
        "agreed",
        "parental_responsibility",
        TODAY,
    )
    words = text(get(lead, "agreement_list", case.pk))
    assert "Somebody who can decide has agreed" in words
    assert "Start the assessment" in words
    assert (
        "14 September 2026, with parental responsibility, for a child, face to face, recorded by Lee" in words
    )


def test_a_no_says_why_in_their_words(case, home, lead):
    post(
        lead,
        "agreement_record",
        case.pk,
        home.father.pk,
        **yes(status="refused", refusal="mistrust", refusal_note="I do not want the council in"),
    )

    assert Agreement.objects.get().reason.endswith("I do not want the council in")


def test_not_asking_needs_a_reason_and_what_it_rests_on(case, home, lead):
    page = post(lead, "agreement_record", case.pk, home.father.pk, status="not_asked", **day("on"))

    words = text(page)
    assert page.status_code == 200
    assert "Choose why they are not to be asked" in words
    assert not Agreement.objects.exists()

    post(
        lead,
        "agreement_record",
        case.pk,
        home.father.pk,
        status="not_asked",
        not_asked="unsafe",
        not_asked_note="Police advice",
        **day("on"),
    )

    assert Agreement.objects.get().reason == "unsafe: Police advice"
    assert "Police advice" in text(get(lead, "agreement_list", case.pk))


def test_an_answer_without_its_right_is_asked_for(case, home, lead):
    page = post(lead, "agreement_record", case.pk, home.mother.pk, **yes(capacity=""))

    assert "Choose in what right they answer" in text(page)


def test_a_child_answers_only_as_a_young_person_able_to_decide(case, home, lead):
    assert "I judge them able to decide" in text(get(lead, "agreement_record", case.pk, home.child.pk))

    page = post(lead, "agreement_record", case.pk, home.child.pk, **yes())

    assert page.status_code == 200
    assert not Agreement.objects.exists()


def test_an_answer_in_the_future_is_refused(case, home, lead):
    page = post(lead, "agreement_record", case.pk, home.mother.pk, **yes(**day("on", 2027)))

    assert page.status_code == 200


def test_a_stranger_is_not_asked(case, lead):
    assert get(lead, "agreement_record", case.pk, people.person("Nosy").pk).status_code == 404


def test_the_same_form_sent_twice_is_one_answer(case, home, lead):
    token = "7d0fd2f9-0c53-4fc5-9d7e-6a9d2cf0d001"
    for _ in range(2):
        post(lead, "agreement_record", case.pk, home.mother.pk, **yes(submission_token=token))

    assert Agreement.objects.count() == 1


def share(home, **changes):
    usual = {"person": str(home.mother.pk), "status": "agreed", "capacity": "parental_responsibility"}
    return usual | {"method": "phone"} | day("on") | changes


def test_sharing_is_recorded_for_one_organisation(case, home, lead):
    clinic = organisation("Clinic", agency_type="camhs")

    post(lead, "agreement_share", case.pk, **share(home, agency=str(clinic.pk)))

    row = Agreement.objects.get()
    assert (row.purpose, row.agency, row.status) == ("share", clinic, "agreed")
    assert "Clinic" in text(get(lead, "agreement_list", case.pk))


def test_an_organisation_outside_the_list_is_named(case, home, lead):
    page = post(lead, "agreement_share", case.pk, **share(home, agency="other"))
    assert "Enter the name of the organisation" in text(page)

    post(lead, "agreement_share", case.pk, **share(home, agency="other", agency_words="Judo club"))

    assert Agreement.objects.get().agency_words == "Judo club"
    assert "Judo club" in text(get(lead, "agreement_list", case.pk))


def test_nobody_answers_in_anothers_right(case, home, lead):
    page = post(
        lead,
        "agreement_share",
        case.pk,
        **share(home, agency="other", agency_words="Judo", capacity="competent_young_person"),
    )

    assert "Choose the right in which Kelly answers" in text(page)


def agreed_sharing(case, home, around):
    clinic = organisation("Clinic", agency_type="camhs")
    return actions.answer_sharing(
        case=case,
        person=home.mother,
        agency=clinic,
        status=AgreementStatus.AGREED,
        capacity=Capacity.PARENTAL_RESPONSIBILITY,
        on=TODAY,
        method="phone",
        reason="",
        by=around.lead,
        at=NOW,
    )


def test_taking_sharing_back_says_what_follows_first(case, home, around, lead):
    row = agreed_sharing(case, home, around)

    words = text(get(lead, "agreement_withdraw", case.pk, row.pk))
    assert "Clinic stops seeing this record at once" in words

    post(lead, "agreement_withdraw", case.pk, row.pk, method="phone")
    assert Agreement.objects.in_force().get().status == "withdrawn"


def test_what_was_taken_back_is_not_taken_back_again(case, home, around, lead):
    row = agreed_sharing(case, home, around)
    post(lead, "agreement_withdraw", case.pk, row.pk, method="phone")

    page = post(lead, "agreement_withdraw", case.pk, row.pk, method="phone")

    assert "look at the latest answer" in text(page)


def test_taking_back_the_help_says_what_follows(case, home, lead):
    row = factories.answered(case, home.mother)

    assert "no longer agrees to this help" in text(get(lead, "agreement_withdraw", case.pk, row.pk))


def test_an_agreement_of_another_case_is_not_there(case, home, lead, around):
    other = factories.household("Other")
    row = factories.answered(factories.case(other, around), other.mother)

    assert get(lead, "agreement_withdraw", case.pk, row.pk).status_code == 404


def go_on(**changes):
    usual = {"basis": "risk_of_significant_harm", "reason": "Bruises", "family_told": "yes"}
    return usual | changes


def test_going_on_without_agreement_names_the_number_to_ring(case, lead):
    assert case.profile.profile.social_care.telephone in text(get(lead, "agreement_without", case.pk))


def test_going_on_without_agreement_is_recorded_and_ended(case, lead):
    post(lead, "agreement_without", case.pk, **go_on())
    words = text(get(lead, "agreement_list", case.pk))
    assert "Going on without agreement since" in words
    assert "Bruises" in words

    assert get(lead, "agreement_end_without", case.pk).status_code == 200
    post(lead, "agreement_end_without", case.pk)

    assert SafeguardingBasis.objects.get().ended_at == NOW
    assert get(lead, "agreement_end_without", case.pk).status_code == 404


def test_not_telling_the_family_needs_a_reason(case, lead):
    page = post(lead, "agreement_without", case.pk, **go_on(family_told="no"))
    assert "Write why the family has not been told" in text(page)

    post(
        lead, "agreement_without", case.pk, **go_on(family_told="no", why_not_told="It would put Ava at risk")
    )

    assert "It would put Ava at risk" in text(get(lead, "agreement_list", case.pk))


def test_a_second_basis_is_refused_in_words(case, lead):
    post(lead, "agreement_without", case.pk, **go_on())

    assert "End it first" in text(post(lead, "agreement_without", case.pk, **go_on()))


def test_what_an_older_system_did_not_keep_is_asked_for(home, around, as_):
    old = factories.case(home, around, imported_ref="legacy:c1")

    assert "Not recorded before Baton" in text(get(as_(around.lead), "agreement_list", old.pk))


@pytest.mark.parametrize("name", ["agreement_share", "agreement_without", "agreement_end_without"])
def test_who_only_sees_the_case_records_nothing(case, around, as_, name):
    assert get(as_(around.screener), name, case.pk).status_code == 403
    assert get(as_(around.screener), "agreement_list", case.pk).status_code == 200


def test_a_closed_case_refuses_in_words(case, home, lead):
    type(case).objects.filter(pk=case.pk).update(state="closed")

    assert "This case is closed" in text(post(lead, "agreement_record", case.pk, home.mother.pk, **yes()))

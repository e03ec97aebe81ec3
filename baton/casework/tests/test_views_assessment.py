import re

import pytest
from django.urls import reverse

from baton.casework.actions import assessment as actions
from baton.casework.actions.values import Written
from baton.casework.models import Assessment, Case
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW
from baton.casework.tests.pages import get, post, text
from baton.core import drafts
from baton.core.models import Draft
from baton.frontdoor.models import Enquiry
from baton.frontdoor.tests import factories as door
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.people.actions import grant
from baton.people.models import Need
from baton.people.rules.facts import GrantKind
from baton.people.tests import factories as people


@pytest.fixture
def case(home, around):
    made = factories.case(home, around)
    factories.everybody_agrees(made, home)
    return made


@pytest.fixture
def lead(around, as_):
    return as_(around.lead)


@pytest.fixture
def assessment(case, around):
    return actions.start(case=case, by=around.lead, at=NOW)


@pytest.fixture
def written(assessment, around):
    factories.fill(assessment, around.lead)
    return assessment


@pytest.fixture
def submitted(written, around):
    return actions.submit(
        assessment=written, reader=around.manager, by=around.lead, at=NOW, expected_version=1
    )


def test_without_agreement_the_page_says_what_to_do_and_where(home, around, lead):
    bare = factories.case(factories.household("Bare"), around)

    page = get(lead, "assessment_start", bare.pk)

    assert "Ask one person with parental responsibility" in text(page)
    assert f'href="/cases/{bare.pk}/agreement/"' in page.content.decode()
    assert "parental responsibility" in text(post(lead, "assessment_start", bare.pk))
    assert not Assessment.objects.exists()


def test_starting_leads_to_the_task_list(case, lead):
    assert "it is due in 30 days" in text(get(lead, "assessment_start", case.pk))

    sent = post(lead, "assessment_start", case.pk)

    assert sent.url == reverse("assessment", args=[case.pk])
    words = text(get(lead, "assessment", case.pk))
    assert "Not started" in words
    assert "With the child" in words


def test_before_it_starts_the_page_leads_to_the_step(case, lead):
    assert "The assessment has not been started" in text(get(lead, "assessment", case.pk))


def test_the_task_list_says_who_is_waited_for_and_who_is_left_out(assessment, case, home, lead):
    gran = people.adult("Gran", of=home.family)
    factories.answered(case, home.father, "refused", on=NOW.date())

    page = get(lead, "assessment", case.pk)

    assert "Ask for agreement first" in text(page)
    assert reverse("agreement_record", args=[case.pk, gran.pk]) in page.content.decode()
    assert "Left out" in text(page)


def test_somebody_not_to_be_asked_has_an_optional_part(assessment, case, home, lead):
    gran = people.adult("Gran", of=home.family)
    factories.answered(case, gran, "not_asked", "adult_self", reason="unsafe")

    assert "Optional" in text(get(lead, "assessment", case.pk))
    assert get(lead, "assessment_part", case.pk, "adult", gran.pk).status_code == 200


def answers(**changes):
    usual = {
        "expected_version": 0,
        "child_strengths": "Football",
        "child_worries": "Sleep",
        "child_health": "Well",
        "child_safety": "Safe",
        "child_needs": ["autism_adhd"],
    }
    return usual | changes


def save(lead, case, home, **changes):
    return post(lead, "assessment_part", case.pk, "child", home.child.pk, **answers(**changes))


def test_a_part_is_saved_and_done(assessment, case, home, lead):
    sent = save(lead, case, home)

    assert sent.url == reverse("assessment", args=[case.pk])
    part = assessment.parts.get()
    assert part.complete
    assert part.answers["child_needs"] == ["autism_adhd"]
    assert "Done" in text(get(lead, "assessment", case.pk))


def test_half_a_part_is_kept_and_in_progress(assessment, case, home, lead):
    save(lead, case, home, child_worries="", child_needs=[])

    part = assessment.parts.get()
    assert not part.complete
    assert part.answers["child_strengths"] == "Football"
    assert "2 questions still to answer" in text(get(lead, "assessment", case.pk))


def test_what_was_saved_is_there_again(assessment, case, home, lead):
    save(lead, case, home)

    page = get(lead, "assessment_part", case.pk, "child", home.child.pk).content.decode()

    assert "Football" in page
    assert 'name="expected_version" value="1"' in page


def test_a_scale_is_kept_as_a_number(assessment, case, home, lead):
    post(
        lead,
        "assessment_part",
        case.pk,
        "child_scale",
        home.child.pk,
        expected_version=0,
        child_safe_scale="10",
        child_well_scale="3",
        child_scale_why="She said so",
    )

    assert assessment.parts.get().answers == {
        "child_safe_scale": 10,
        "child_well_scale": 3,
        "child_scale_why": "She said so",
    }


def test_an_answer_that_is_none_of_those_shown_is_refused_and_nothing_lost(assessment, case, home, lead):
    page = save(lead, case, home, child_needs=["no_such_need"], child_worries="Nightmares")

    assert "Choose one of the answers shown" in text(page)
    assert "Nightmares" in page.content.decode()


def test_the_loser_of_a_race_sees_both_texts_and_keeps_theirs(assessment, case, home, lead, around):
    actions.save_part(
        assessment=assessment,
        section="child",
        person=home.child,
        written=Written(answers={"child_strengths": "Chess"}),
        by=around.manager,
        at=NOW,
        expected_version=0,
    )

    page = save(lead, case, home)

    words = page.content.decode()
    assert page.status_code == 409
    assert "Ann Bell saved this at" in text(page)
    assert "Chess" in words
    assert "Football" in words
    assert 'name="expected_version" value="1"' in words
    assert assessment.parts.get().answers == {"child_strengths": "Chess"}
    kept = drafts.of_owner(str(around.lead.pk))[0]
    assert kept.data["child_strengths"] == ["Football"]

    assert save(lead, case, home, expected_version=1).status_code == 302
    assert assessment.parts.get().answers["child_strengths"] == "Football"


def test_save_and_come_back_keeps_what_was_typed_for_oneself(assessment, case, home, lead, around):
    sent = save(lead, case, home, save_for_later="yes")

    assert sent.url == reverse("assessment", args=[case.pk])
    assert not assessment.parts.exists()
    page = get(lead, "assessment_part", case.pk, "child", home.child.pk)
    assert "You began this on" in text(page)
    assert "Football" in page.content.decode()

    save(lead, case, home)
    assert not Draft.objects.exists()


def test_the_page_saves_itself_as_one_types(assessment, case, home, lead):
    page = get(lead, "assessment_part", case.pk, "child", home.child.pk).content.decode()

    key = f"{assessment.pk}.child.{home.child.pk}"
    assert f'data-autosave="{reverse("draft_save", args=["assessment-part", key])}"' in page


@pytest.fixture
def enquiry(case, around):
    made = door.received()
    Enquiry.objects.filter(pk=made.pk).update(family=case.family, linked_at=NOW, state="decided")
    return made


def test_what_an_enquirer_said_stands_beside_the_question(assessment, enquiry, case, lead):
    words = text(get(lead, "assessment_family_part", case.pk, "family"))

    assert "Known already" in words
    assert "Her grandmother helps." in words


def test_use_this_puts_it_below_what_is_typed(assessment, enquiry, case, lead):
    page = post(
        lead,
        "assessment_family_part",
        case.pk,
        "family",
        use="family_strengths:0",
        family_strengths="We laugh a lot.",
        expected_version=0,
    )

    assert "We laugh a lot.\n\nHer grandmother helps." in page.content.decode()
    assert not assessment.parts.exists()


@pytest.mark.parametrize("use", ["family_strengths:0", "family_strengths:9", "nonsense", "family_story:0"])
def test_use_this_into_an_empty_box_or_nowhere(assessment, enquiry, case, lead, use):
    page = post(lead, "assessment_family_part", case.pk, "family", use=use, expected_version=0)

    assert page.status_code == 200
    box = "Her grandmother helps.</textarea>" in page.content.decode()
    assert box is (use == "family_strengths:0")


def test_needs_that_are_known_are_ticked_at_once(assessment, case, home, lead):
    Need.objects.create(person=home.child, code="autism_adhd", source="enquiry", on=NOW.date())
    words = text(get(lead, "assessment_part", case.pk, "child", home.child.pk))
    assert "Known already" in words

    page = post(
        lead, "assessment_part", case.pk, "child", home.child.pk, use="child_needs:0", expected_version=0
    )

    assert 'value="autism_adhd" checked' in page.content.decode()


def test_the_assessment_before_is_known(submitted, case, home, lead, around):
    actions.authorise(assessment=submitted, by=around.manager, at=NOW, expected_version=2)
    actions.start(case=case, by=around.lead, at=NOW)

    words = text(get(lead, "assessment_part", case.pk, "child", home.child.pk))

    assert "from the assessment before" in words
    assert "Written at the kitchen table." in words


@pytest.mark.parametrize("section", ["adult", "nowhere"])
def test_a_section_is_only_about_those_it_is_about(assessment, case, home, lead, section):
    assert get(lead, "assessment_part", case.pk, section, home.child.pk).status_code == 404


def test_nothing_is_written_about_who_has_not_agreed(assessment, case, home, lead):
    gran = people.adult("Gran", of=home.family)

    assert get(lead, "assessment_part", case.pk, "adult", gran.pk).status_code == 404


def test_nothing_is_written_before_it_starts(case, lead):
    assert get(lead, "assessment_family_part", case.pk, "family").status_code == 404


def test_a_case_that_closes_meanwhile_keeps_the_text_on_the_page(assessment, case, home, lead):
    Case.objects.filter(pk=case.pk).update(state="closed")

    page = save(lead, case, home)

    assert "This case is closed" in text(page)
    assert "Football" in page.content.decode()


def test_a_member_of_the_team_writes_a_part_and_submits_nothing(assessment, case, home, as_):
    nurse = practitioner()
    grant.give(family=case.family, kind=GrantKind.TEAM_MEMBER, practitioner=nurse, by=None, at=NOW)

    assert save(as_(nurse), case, home).status_code == 302
    assert get(as_(nurse), "assessment_check", case.pk).status_code == 403


def test_checking_names_each_question_that_is_not_answered_and_leads_there(
    assessment, case, home, lead, around
):
    save(lead, case, home, child_worries="")

    page = get(lead, "assessment_check", case.pk).content.decode()

    of_child = reverse("assessment_part", args=[case.pk, "child", home.child.pk])
    question = "What is worrying, and how does it affect this child day to day?"
    assert f"{home.child.called}: this child’s needs and strengths" in page
    assert re.findall(f'{of_child}#(.*?)">(.*?)</a>', page) == [("question-child_worries", question)]
    assert 'id="question-child_worries"' in lead.get(of_child).content.decode()
    assert f"{home.child.pk}/#question-voice_how" in page
    assert 'name="reader"' not in page
    post(lead, "assessment_check", case.pk, reader=str(around.manager.pk), expected_version=1)
    assert Assessment.objects.get().state == "in_progress"


def test_a_whole_assessment_is_submitted_to_its_reader(written, case, lead, around):
    page = get(lead, "assessment_check", case.pk)
    assert "Ann Bell" in text(page)
    assert "I like it when Grandma comes." in text(page)

    sent = post(lead, "assessment_check", case.pk, reader=str(around.manager.pk), expected_version=1)

    assert sent.url == reverse("assessment", args=[case.pk])
    assert Assessment.objects.get().state == "submitted"
    assert "Waiting to be authorised" in text(get(lead, "assessment", case.pk))
    assert get(lead, "assessment_check", case.pk).status_code == 302


def test_where_nobody_may_read_it_the_page_says_what_to_do(written, case, lead, around):
    around.manager.memberships.update(roles=[Role.PRACTITIONER])
    Case.objects.filter(pk=case.pk).update(coordinator=None)
    around.coordinator.memberships.update(roles=[Role.PRACTITIONER])

    front_door = case.profile.profile.words.front_door
    assert f"Ask the {front_door} to name one for this case" in text(get(lead, "assessment_check", case.pk))


def test_its_reader_authorises_it(submitted, case, around, as_):
    page = get(as_(around.manager), "assessment_answer", case.pk)
    assert "I like it when Grandma comes." in text(page)

    post(as_(around.manager), "assessment_answer", case.pk, decision="authorise", expected_version=2)

    assert Assessment.objects.get().state == "authorised"
    assert get(as_(around.manager), "assessment_answer", case.pk).status_code == 302


def test_returning_it_needs_words_and_shows_them_to_who_wrote_it(submitted, case, around, as_):
    browser = as_(around.manager)
    page = post(browser, "assessment_answer", case.pk, decision="return", expected_version=2)
    assert "Write what has to change" in text(page)

    post(
        browser, "assessment_answer", case.pk, decision="return", reason="More on school", expected_version=2
    )

    assert "More on school" in text(get(as_(around.lead), "assessment", case.pk))


def test_a_decision_on_an_older_version_is_refused(submitted, case, around, as_):
    page = post(as_(around.manager), "assessment_answer", case.pk, decision="authorise", expected_version=1)

    assert "saved this" in text(page)


def test_nobody_answers_their_own(submitted, case, lead):
    assert get(lead, "assessment_answer", case.pk).status_code == 403


def test_an_authorised_one_can_be_read_and_followed_by_another(submitted, case, around, lead):
    actions.authorise(assessment=submitted, by=around.manager, at=NOW, expected_version=2)

    words = text(get(lead, "assessment", case.pk))
    assert "authorised by Ann Bell" in words
    assert "Start a further assessment" in words

    actions.start(case=case, by=around.lead, at=NOW)
    assert "I like it when Grandma comes." in text(get(lead, "assessment_earlier", case.pk, 1))
    assert get(lead, "assessment_earlier", case.pk, 7).status_code == 404
    assert "Assessment 1" in text(get(lead, "assessment", case.pk))


def test_who_sees_the_case_reads_what_stands_and_writes_nothing(assessment, case, home, around, as_):
    browser = as_(around.screener)

    assert "In progress" in text(get(browser, "assessment", case.pk))
    assert get(browser, "assessment_part", case.pk, "child", home.child.pk).status_code == 403
    assert get(browser, "assessment_start", case.pk).status_code == 403

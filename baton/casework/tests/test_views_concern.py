"""A score that may mean danger for a child: who enters it is told, and whoever reads it sees it first."""

import pytest

from baton.casework.actions import assessment as assessments
from baton.casework.tests import factories, plan_pages
from baton.casework.tests.factories import NOW, TODAY
from baton.casework.tests.pages import get, post, text
from baton.casework.tests.plan_pages import day_parts
from baton.outcomes.models import Reading

RING = "If a child may be at risk of significant harm, ring Referral and Response on 01302 737777 now."


@pytest.fixture
def lead(around, as_):
    return as_(around.lead)


@pytest.fixture
def road(home, around):
    return plan_pages.road(home, around)


@pytest.fixture
def case(home, around):
    made = factories.case(home, around)
    factories.everybody_agrees(made, home)
    return made


@pytest.fixture
def assessment(case, around):
    return assessments.start(case=case, by=around.lead, at=NOW)


def test_a_score_that_may_mean_danger_is_saved_only_when_it_is_no_slip(road, lead):
    address = road.url("reading_take", road.home.child.pk, "scaling")
    typed = {"score_safety": "0", "note_safety": "He hits me", "stage": "closure"}
    typed |= day_parts("taken_on", TODAY)
    assert RING not in lead.get(address).content.decode()

    page = lead.post(address, typed).content.decode()
    assert RING in page
    assert 'href="#id_sure_score_safety"' in page
    assert "He hits me" in page
    assert not Reading.objects.filter(stage="closure").exists()

    saved = lead.post(address, typed | {"sure_score_safety": "yes"}, follow=True).content.decode()
    assert Reading.objects.get(stage="closure").score == 0
    assert saved.count(RING) == 2, "once as what to note, once beside the child's last score"
    assert "Not measured at closure" not in saved


def test_a_score_put_right_to_one_that_may_mean_danger_is_asked_about(road, lead):
    address = road.url("reading_correct", road.reading.pk)

    assert RING in lead.post(address, {"score": "0"}).content.decode()
    road.reading.refresh_from_db()
    assert road.reading.score != 0

    lead.post(address, {"score": "0", "sure_score": "yes"})
    road.reading.refresh_from_db()
    assert road.reading.score == 0
    assert "checked" in lead.get(address).content.decode(), "said once, it is not asked again"


def test_a_child_who_is_not_safe_at_all_is_saved_only_when_it_is_no_slip(assessment, case, home, lead):
    typed = {"child_safe_scale": "0", "child_scale_why": "She is afraid of him", "expected_version": 0}
    page_of = ("assessment_part", case.pk, "child_scale", home.child.pk)

    page = post(lead, *page_of, **typed)
    assert RING in text(page)
    assert "She is afraid of him" in page.content.decode()
    assert not assessment.parts.exists()

    sent = post(lead, *page_of, **typed, sure_child_safe_scale="yes")
    assert RING in text(lead.get(sent.url))
    assert assessment.parts.get().answers["child_safe_scale"] == 0
    again = get(lead, *page_of)
    assert RING in text(again)
    assert 'name="sure_child_safe_scale" type="checkbox" value="yes" checked' in again.content.decode()


def test_whoever_authorises_sees_first_that_a_child_may_not_be_safe(assessment, case, home, around, as_):
    factories.fill(assessment, around.lead)
    submitted = assessments.submit(
        assessment=assessment, reader=around.manager, by=around.lead, at=NOW, expected_version=1
    )
    browser = as_(around.manager)
    assert RING not in text(get(browser, "assessment_answer", case.pk))
    part = submitted.parts.get(section="child_scale", person=home.child)
    part.answers["child_safe_scale"] = 0
    part.save()

    for page in ("assessment_answer", "assessment"):
        words = text(get(browser, page, case.pk))
        assert f"{home.child.called}. How safe is this child? 0" in words
        assert words.index(RING) < words.index("The family and home")

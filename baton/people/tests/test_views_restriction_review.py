"""The list of restricted and sealed records, and looking at one of them again."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from baton.partnership.rules.roles import Role
from baton.people.models import RestrictionReview
from baton.people.rules.facts import GrantKind
from baton.people.tests import factories as make
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return make.practitioner(Role.SAFEGUARDING_LEAD)


def closed(name, due, restriction="restricted"):
    return make.family(name, restriction=restriction, review_on=make.TODAY + timedelta(due))


def test_the_list_has_what_is_late_first_and_is_narrowed(lead, django_assert_max_num_queries):
    for name, due in (("Later", 60), ("Late", -1), ("Soon", 10)):
        closed(name, due)
    hidden = closed("Hidden", -9, "sealed")
    named = closed("Named", 70, "sealed")
    make.grant(named, lead, GrantKind.NAMED)
    make.family("Free")
    browser = Browser(lead)

    with django_assert_max_num_queries(12):
        page = text(browser.get("restriction_list"))

    assert "4 restricted records" in page
    assert page.index("Late ") < page.index("Soon ") < page.index("Later ") < page.index("Named ")
    assert "Hidden" not in page
    assert "Free" not in page
    assert "1 restricted record" in text(browser.get("restriction_list", due="late"))
    assert "2 restricted records" in text(browser.get("restriction_list", due="month"))
    assert "1 restricted record" in text(browser.get("restriction_list", kept="sealed"))
    assert "Soon" in text(browser.seek("restriction_list", q="soo"))
    assert hidden.reference not in text(browser.seek("restriction_list", q="hidden"))


def test_a_record_is_looked_at_again(lead):
    family, browser = closed("Shaw", -1), Browser(lead)
    where = {"next_on-day": "1", "next_on-month": "12", "next_on-year": "2026", "expected_version": "1"}
    shown = text(browser.get("restriction_review", family.pk))
    assert "Risk from a former partner" in shown
    assert 'value="14"' in browser.get("restriction_review", family.pk).content.decode()

    empty = browser.post("restriction_review", family.pk, **where)
    far = browser.post("restriction_review", family.pk, note="Still so.", **where | {"next_on-year": "2027"})
    done = browser.post("restriction_review", family.pk, note="He still asks.", **where)

    assert "Write why it must stay as it is" in text(empty)
    assert "14 December 2026" in text(far)
    assert done.url == reverse("restriction_list")
    assert RestrictionReview.objects.get().next_on == date(2026, 12, 1)
    assert "He still asks." in text(browser.get("restriction_review", family.pk))
    assert "look at it again by 1 December 2026" in text(browser.get("access_page", family.pk))


def test_an_open_record_a_sealed_one_and_other_roles_are_refused(lead):
    free, sealed, kept = make.family(), closed("Hyde", -1, "sealed"), closed("Shaw", -1)

    assert Browser(lead).get("restriction_review", free.pk).status_code == 403
    assert Browser(lead).post("restriction_review", sealed.pk, note="Mine").status_code == 404
    for role in (Role.HUB_MANAGER, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR):
        other = Browser(make.practitioner(role))
        assert other.get("restriction_list").status_code == 403
        assert other.get("restriction_review", kept.pk).status_code == 403

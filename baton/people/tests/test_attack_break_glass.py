"""Somebody tries to open a restricted record in an emergency that is none: by page, by form and by what stays open."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from baton.core import wall
from baton.journal.models import AccessEntry
from baton.partnership.actions import practitioner as staff
from baton.partnership.models import Membership, Practitioner
from baton.partnership.rules.roles import Role
from baton.people.models import AccessBar, BreakGlass, Family
from baton.people.presenters.break_glass import use_line
from baton.people.tests import factories as make
from baton.ui import moments
from tests.browsing import Browser, sign_in_afresh, text

pytestmark = pytest.mark.django_db
WHY = {"reason": "danger", "note": "The school rings, and nobody answers."}


@pytest.fixture
def family():
    return make.family("Hyde", restriction="restricted", locality=make.locality())


@pytest.fixture
def manager():
    return make.practitioner(Role.HUB_MANAGER)


def fresh(practitioner, *, ago=0):
    browser = Browser(practitioner)
    sign_in_afresh(browser.client, practitioner, ago=ago)
    return browser


def seen_in_both_walls(family, practitioner):
    asked = Practitioner.objects.get(pk=practitioner.pk)
    with wall.entered(asked.pk, at=timezone.now(), today=timezone.localdate()):
        behind = Family.objects.filter(pk=family.pk).exists()
    assert behind == Family.objects.visible_to(asked).filter(pk=family.pk).exists()
    return behind


def test_the_road_through_the_glass(family, manager):
    make.practitioner(Role.SAFEGUARDING_LEAD, name="Sal Safe")
    browser = fresh(manager)
    refused = browser.get("family_page", family.pk)
    assert refused.status_code == 403
    assert reverse("break_glass", args=[family.pk]) in refused.content.decode()
    asked = browser.get("break_glass", family.pk)
    assert asked.status_code == 200
    assert "Hyde" not in text(asked)
    assert "Write what has happened" in text(browser.post("break_glass", family.pk, reason="danger"))

    opened = browser.post("break_glass", family.pk, **WHY)

    assert opened.url == reverse("family_page", args=[family.pk])
    shown = text(browser.get("family_page", family.pk))
    assert "Opened in an emergency: 60 minutes left." in shown
    assert "Hyde family" in shown
    assert seen_in_both_walls(family, manager)
    noted = AccessEntry.objects.filter(family_id=family.pk, outcome=AccessEntry.Outcome.BREAK_GLASS)
    assert noted.get().practitioner_id == manager.pk
    assert browser.get("break_glass", family.pk).url == opened.url


@pytest.mark.parametrize("ago", [None, 301])
def test_without_a_fresh_sign_in_nothing_is_opened(family, manager, ago):
    browser = Browser(manager) if ago is None else fresh(manager, ago=ago)

    for answer in (browser.get("break_glass", family.pk), browser.post("break_glass", family.pk, **WHY)):
        assert answer.url.startswith(reverse("account_reauthenticate"))
        assert f"next=%2Ffamilies%2F{family.pk}%2Fbreak-glass%2F" in answer.url

    assert not BreakGlass.objects.exists()


def test_a_sign_in_grown_old_while_writing_loses_no_word(family, manager):
    browser = fresh(manager)
    page = browser.get("break_glass", family.pk).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))

    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        late = browser.post("break_glass", family.pk, **hidden | WHY)
        sign_in_afresh(browser.client, manager)
        offered = text(browser.get("break_glass", family.pk))

    assert late.url.startswith(reverse("account_reauthenticate"))
    assert WHY["note"] in offered
    assert not BreakGlass.objects.exists()


def test_the_sign_in_is_asked_for_on_its_page_and_leads_back(family, manager):
    manager.set_password("early-help-for-everyone")
    manager.save()
    browser = Browser(manager)
    again = browser.get("break_glass", family.pk).url

    wrong = browser.client.post(again, {"password": "not mine at all"})
    right = browser.client.post(again, {"password": "early-help-for-everyone"})

    assert wrong.status_code == 200
    assert right.url == reverse("break_glass", args=[family.pk])
    assert browser.get("break_glass", family.pk).status_code == 200


@pytest.mark.parametrize("role", [Role.HUB_SCREENER, Role.AUDITOR, Role.COORDINATOR, Role.PRACTITIONER])
def test_a_role_that_is_not_named_opens_nothing(family, role):
    browser = fresh(make.practitioner(role, localities=(family.locality,)))

    assert "Open it in an emergency" not in text(browser.get("family_page", family.pk))
    assert browser.get("break_glass", family.pk).status_code == 403
    assert browser.post("break_glass", family.pk, **WHY).status_code == 403
    assert not BreakGlass.objects.exists()


def test_neither_a_sealed_record_nor_a_barred_nor_an_uncovered_one_nor_none(family, manager):
    sealed, own = make.family(restriction="sealed"), make.family(restriction="restricted")
    AccessBar.objects.create(practitioner=manager, family=own, reason="own", from_at=make.LONG_AGO)
    liaison = make.practitioner(Role.SOCIAL_CARE_LIAISON)

    tried = [(manager, sealed.pk), (manager, own.pk), (liaison, family.pk), (manager, manager.pk)]

    for who, key in tried:
        assert fresh(who).get("break_glass", key).status_code == 404
        assert fresh(who).post("break_glass", key, **WHY).status_code == 404
    assert not BreakGlass.objects.exists()


def test_it_closes_by_itself_and_by_the_button(family, manager):
    use, browser = make.break_glass(family, manager), Browser(manager)
    assert browser.get("family_page", family.pk).status_code == 200

    with time_machine.travel(use.to_at, tick=False):
        assert browser.get("family_page", family.pk).status_code == 403
        assert not seen_in_both_walls(family, manager)
    browser.post("break_glass_end", use.pk)

    assert browser.get("family_page", family.pk).status_code == 403
    assert browser.post("break_glass_end", use.pk).url == reverse("my_work")
    assert not seen_in_both_walls(family, manager)


def test_nobody_ends_or_uses_what_another_opened(family, manager):
    use, other = make.break_glass(family, manager), make.practitioner(Role.HUB_MANAGER)

    assert Browser(other).post("break_glass_end", use.pk).status_code == 404
    assert Browser(other).get("family_page", family.pk).status_code == 403
    assert not seen_in_both_walls(family, other)
    assert not seen_in_both_walls(make.family(restriction="restricted"), manager)


@pytest.mark.parametrize("happens", ["sealed", "barred", "another role", "left"])
def test_what_closes_a_record_closes_it_at_once(family, manager, happens):
    make.break_glass(family, manager)
    assert seen_in_both_walls(family, manager)

    if happens == "sealed":
        Family.objects.filter(pk=family.pk).update(restriction="sealed")
    elif happens == "barred":
        AccessBar.objects.create(practitioner=manager, family=family, reason="own", from_at=make.LONG_AGO)
    elif happens == "left":
        staff.leave(practitioner=manager, by=None, at=timezone.now())
    else:
        Membership.objects.filter(practitioner=manager).update(roles=[Role.PRACTITIONER.value])

    assert not seen_in_both_walls(family, manager)


def test_who_broke_the_glass_reads_and_changes_nothing(family, manager):
    child = make.child(of=family)
    make.break_glass(family, manager)
    browser = Browser(manager)

    for name in ("access_change", "access_name", "access_bar", "family_edit", "member_new"):
        assert browser.get(name, family.pk).status_code == 403, name
    changed = browser.post("access_change", family.pk, restriction="open", expected_version="1")
    renamed = browser.post("person_rename", child.pk, given_names="Eve", family_name="Hyde")

    assert changed.url == renamed.url == reverse("family_page", args=[family.pk])
    assert "you can read it, not change it" in text(browser.get("family_page", family.pk))
    assert "Opened in an emergency" in text(browser.get("person_page", child.pk))
    family.refresh_from_db()
    child.refresh_from_db()
    assert (family.restriction, child.given_names) == ("restricted", "Ava")


def test_each_use_is_looked_at_by_another_the_oldest_first(family, manager, django_assert_max_num_queries):
    lead = make.practitioner(Role.SAFEGUARDING_LEAD)
    hours = timedelta(hours=2)
    now = timezone.now()
    newer = make.break_glass(family, manager, from_at=now - hours, to_at=now - hours / 2, note="Newer")
    older = make.break_glass(family, manager, from_at=now - 2 * hours, to_at=now - hours)
    hidden = make.break_glass(make.family(restriction="sealed"), manager)
    browser = Browser(lead)

    with django_assert_max_num_queries(14):
        page = browser.get("break_glass_list").content.decode()
    assert page.index(str(older.pk)) < page.index(str(newer.pk))
    assert str(hidden.pk) not in page
    assert "nobody answers" in text(browser.get("break_glass_review", older.pk))
    empty = browser.post("break_glass_review", older.pk)
    assert "Choose what you found" in text(empty)
    done = browser.post("break_glass_review", older.pk, verdict="justified", review_note="Rang the school.")

    assert done.url == reverse("break_glass_list")
    assert "Rang the school." in text(browser.get("break_glass_review", older.pk))
    assert str(older.pk) not in browser.get("break_glass_list", show="waiting").content.decode()
    page = browser.get("break_glass_list").content.decode()
    assert page.index(str(newer.pk)) < page.index(str(older.pk)), "what nobody has looked at stands first"
    assert browser.get("break_glass_review", hidden.pk).status_code == 404
    assert Browser(manager).get("break_glass_list").status_code == 403
    assert Browser(manager).get("break_glass_review", newer.pk).status_code == 403


def test_until_when_it_was_open_is_said_by_the_time_alone_on_the_same_day(family, manager):
    noon = make.NOW.replace(hour=12)
    same = make.break_glass(family, manager, from_at=noon, to_at=noon + timedelta(hours=1))
    next_day = make.break_glass(family, manager, from_at=noon, to_at=noon + timedelta(days=1))

    assert use_line(same).until == moments.clock(same.to_at)
    assert use_line(next_day).until == moments.local(next_day.to_at)


def test_what_is_still_open_is_closed_before_it_is_judged(family, manager):
    use, browser = make.break_glass(family, manager), Browser(make.practitioner(Role.GOVERNANCE_OFFICER))
    assert "still open to them" in text(browser.get("break_glass_review", use.pk))

    closed = browser.post("break_glass_end", use.pk)

    assert closed.url == reverse("break_glass_review", args=[use.pk])
    assert "Was it right to open this record?" in text(browser.get("break_glass_review", use.pk))
    assert not seen_in_both_walls(family, manager)

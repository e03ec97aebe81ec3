"""The list of unusual reading, and looking into one."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from baton.core import wall
from baton.journal.models import AccessEntry
from baton.journal.tests.looks import families_shown
from baton.oversight.models import UnusualReading
from baton.oversight.permissions import can_close_unusual_reading, can_see_unusual_reading
from baton.oversight.rules.look import SEES_EVERY_LOOK
from baton.oversight.tests.factories import alert, look
from baton.oversight.tests.test_views_look import text
from baton.partnership.rules.roles import Role
from baton.people.tests import factories as make
from baton.people.tests.factories import NOW
from baton.people.tests.world import client_of

pytestmark = pytest.mark.django_db

LIST = reverse("unusual_reading_list")


@pytest.fixture
def pat():
    return make.practitioner(name="Pat Green")


@pytest.fixture
def officer():
    return make.practitioner(Role.GOVERNANCE_OFFICER, name="Ola Officer")


def page_of(row) -> str:
    return reverse("unusual_reading", args=[row.pk])


def test_each_role_reads_what_it_looks_into_and_the_database_gives_no_more(pat):
    row = alert(pat)
    for role in Role:
        who = make.practitioner(role)
        own = alert(who)
        with transaction.atomic(), wall.entered(who.pk, at=timezone.now(), today=timezone.localdate()):
            given = set(UnusualReading.objects.values_list("pk", flat=True))
        seen = set(UnusualReading.objects.visible_to(who).values_list("pk", flat=True))
        own.delete()

        assert given == seen, role
        assert bool(seen) == (role in SEES_EVERY_LOOK) == can_see_unusual_reading(who), role
        assert own.pk not in seen
        assert can_close_unusual_reading(who, row) == (role in SEES_EVERY_LOOK)
    assert not can_see_unusual_reading(make.practitioner(Role.SYSTEM_ADMINISTRATOR, Role.GOVERNANCE_OFFICER))


def test_the_list_shows_what_is_open_and_by_the_filter_what_is_closed(
    pat, officer, django_assert_max_num_queries
):
    found = {"closed_at": NOW, "closed_by": officer, "finding": "in_order", "reason": "An audit"}
    alert(make.practitioner(name="Sam Closed"), kind="no_relation", **found)
    client = client_of(officer)
    assert "Nothing to look into." in text(client.get(LIST))
    alert(pat)

    with django_assert_max_num_queries(20):
        shown = text(client.get(LIST))

    assert "Opened 52 families within an hour; up to 40 is usual." in shown
    assert "Sam Closed" not in shown
    assert "Sam Closed" in text(client.get(LIST, {"show": "closed"}))
    assert "No alert matches." in text(client.get(LIST, {"kind": "out_of_hours"}))


def test_an_alert_shows_the_families_and_is_closed_with_a_reason(pat, officer):
    home, sealed = make.family("Shaw"), make.family("Hidden", restriction="sealed")
    row = alert(pat, from_at=NOW, to_at=NOW + timedelta(minutes=5))
    look(home, pat, NOW)
    look(home, pat, NOW + timedelta(minutes=5))
    look(sealed, pat, NOW)
    look(make.family("Webb"), pat, NOW + timedelta(hours=1))
    client = client_of(officer)

    answer = client.get(page_of(row))

    assert "Shaw" in text(answer)
    assert not {"Hidden", "Webb"} & set(text(answer).split())
    assert families_shown(answer) == {home.pk}
    assert AccessEntry.objects.get(family_id=home.pk, practitioner_id=officer.pk).what == "log"
    refused = text(client.post(page_of(row), {}))
    assert "Choose what you found" in refused
    assert "Write what your finding rests on" in refused
    assert client.post(page_of(row), {"finding": "in_order", "reason": "An audit"}).url == LIST
    again = client.post(page_of(row), {"finding": "passed_on", "reason": "No audit"})
    assert "Somebody else has closed this already" in text(again)
    assert "In order Ola Officer" in text(client.get(page_of(row)))


def test_nobody_is_shown_an_alert_about_themselves(officer):
    assert client_of(officer).get(page_of(alert(officer))).status_code == 404

"""Who looked at a family: by day, narrowed, as a file, and noted itself."""

import csv
import html
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse

from baton.journal.models import AccessEntry
from baton.oversight.tests.factories import look
from baton.partnership.rules.roles import Role
from baton.people.tests import factories as make
from baton.people.tests.factories import NOW
from baton.people.tests.world import client_of, with_role

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def text(response) -> str:
    """Return the words of a page, as they are read."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


@pytest.fixture
def home():
    return make.family("Shaw")


@pytest.fixture
def pat():
    return make.practitioner(name="Pat Green", of=make.organisation("Hill Top School"))


@pytest.fixture
def officer():
    return with_role(Role.GOVERNANCE_OFFICER)


def where(family, name="family_looks") -> str:
    return reverse(name, args=[family.pk])


def test_a_day_of_one_practitioner_is_one_line(home, pat, officer, django_assert_max_num_queries):
    look(home, pat, NOW)
    look(home, pat, NOW + timedelta(hours=2), "person_page")
    look(home, pat, NOW + DAY, outcome="break_glass", reason="Child missing since noon")
    look(home, None, NOW, "ask_sent", reason="answered by link")
    look(make.family("Webb"), make.practitioner(name="Sam Strange"))

    with django_assert_max_num_queries(30):
        shown = text(officer.get(where(home)))

    assert "Who looked at this record" in shown
    assert "Monday 14 September 2026" in shown
    assert "11:00 am to 1:00 pm 2 times" in shown
    assert "Family page · Person page" in shown
    assert "Hill Top School" in shown
    assert "Opened with a reason" in shown
    assert "Child missing since noon" in shown
    assert "Somebody with a link or without an account" in shown
    assert "3 lines" in shown
    assert "Sam Strange" not in shown


def test_looking_is_noted_and_shown_the_next_time(home, officer):
    assert "Nobody has opened this record yet" in text(officer.get(where(home)))

    entry = AccessEntry.objects.of_family(home.pk).get()
    assert (entry.what, entry.url_name) == ("log", "family_looks")
    assert text(officer.get(where(home))).count("Who looked at this record") == 3, (
        "title, heading, and the look"
    )


def test_the_list_is_narrowed_by_period_person_and_kind(home, pat, officer):
    sam = make.practitioner(name="Sam Strange")
    look(home, pat, NOW)
    look(home, sam, NOW - 40 * DAY)
    look(home, sam, NOW, "case_list", what="list")
    first = {"from_on-day": "14", "from_on-month": "9", "from_on-year": "2026"}
    last = {"to_on-day": "13", "to_on-month": "9", "to_on-year": "2026"}

    def lines(**query) -> str:
        return text(officer.get(where(home), query)).partition("Who When")[2]

    assert "Case list" not in lines()
    assert "Case list in a list or a search only" in lines(in_passing="yes")
    assert "Sam Strange" not in lines(**first)
    assert "Pat Green" in lines(**first)
    assert "Pat Green" not in lines(**last)
    assert "Pat Green" not in lines(who=str(sam.pk))
    assert "The last day is before the first" in text(officer.get(where(home), first | last))
    assert "Nobody, as you asked." in text(officer.get(where(home), first | {"who": str(sam.pk)}))


def test_a_lead_practitioner_sees_who_was_shown_and_not_who_was_refused(home, pat):
    lead = make.practitioner(name="Lee Lead")
    make.grant(home, lead)
    look(home, pat, outcome="refused")

    shown = client_of(lead).get(where(home))

    assert "Pat Green" not in text(shown)
    assert "Who was refused, safeguarding leads and information governance officers can tell you" in text(
        shown
    )
    assert "Download what I see" not in text(shown)
    assert client_of(lead).get(where(home, "family_looks_download")).status_code == 403
    make.grant(home, pat, "team_member")
    assert client_of(pat).get(where(home)).status_code == 403


def test_the_file_holds_each_look_and_no_formula(home, pat, officer):
    look(home, pat, NOW)
    look(home, pat, NOW, reason="=HYPERLINK(1)")
    look(home, pat, NOW, outcome="refused")

    answer = officer.get(where(home, "family_looks_download"))
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))

    assert home.reference in answer.headers["Content-Disposition"]
    assert [row["Outcome"] for row in rows] == ["Refused", "Shown", "Shown"]
    assert [row["Reason"] for row in rows] == ["", "'=HYPERLINK(1)", ""]
    assert (rows[0]["When"], rows[0]["Who"], rows[0]["What"]) == (
        "2026-09-14 11:00:00",
        "Pat Green",
        "Family page",
    )
    assert AccessEntry.objects.of_family(home.pk).filter(what="export").exists()

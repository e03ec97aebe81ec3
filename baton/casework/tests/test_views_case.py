import csv
import io
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baton.casework.actions import allocation, ending
from baton.casework.actions.ending import Ending
from baton.casework.models import Assessment, Case, Duty, listing
from baton.casework.models.standing import CaseStanding
from baton.casework.rules.case import Support
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, OPENED, TODAY
from baton.casework.tests.pages import get, text
from baton.casework.views.case import COLUMNS
from baton.core import wall
from baton.journal.models import AccessEntry
from baton.partnership.actions.practitioner import leave
from baton.partnership.rules.profile_codes import ObjectivesMet
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.people.models import Family
from baton.people.pages import RankedPages, pages_for
from baton.people.tests import factories as people
from baton.ui.lists import Listing
from tests.browsing import sought


@pytest.fixture
def case(home, around):
    return factories.case(home, around)


SEALED = {"restriction_reason": "Not theirs to see", "review_on": TODAY}


@contextmanager
def entered(who):
    with transaction.atomic(), wall.entered(who.pk, at=NOW, today=TODAY):
        yield


def names(response) -> set[str]:
    return {
        row.family.name for row in Case.objects.select_related("family") if row.reference in text(response)
    }


def test_what_a_case_owes_keeps_its_order_whatever_is_written_down_anew(case):
    for day in (3, 1, 2):
        Duty.objects.create(case=case, kind=f"kind {day}", set_at=NOW + timedelta(days=day))
    Duty.objects.filter(kind="kind 1").update(reason="written down anew")

    kinds = [duty.kind for duty in CaseStanding(case, TODAY).duties]

    assert [kind for kind in kinds if kind.startswith("kind")] == ["kind 1", "kind 2", "kind 3"]


def test_the_overview_begins_with_the_next_step_and_its_button(case, around, as_):
    page = get(as_(around.lead), "case", case.pk)

    words = text(page)
    assert page.status_code == 200
    assert "Next: Ask the family whether they agree to this help" in words
    assert f'href="/cases/{case.pk}/agreement/"' in page.content.decode()
    assert "Ava (8 years, 5 months)" in words
    assert "Lee Marsh" in words


def test_the_lead_of_a_submitted_assessment_is_told_who_reads_it_and_led_to_no_page_of_others(
    case, home, around, as_
):
    factories.everybody_agrees(case, home)
    Assessment.objects.create(
        case=case, number=1, started_on=OPENED, due_on=TODAY, state="submitted", submitted_at=NOW
    )
    Duty.objects.filter(case=case, kind="start_assessment").update(
        kind="authorise_assessment", owner=around.manager
    )
    answer = f'href="/cases/{case.pk}/assessment/answer/"'

    page = get(as_(around.lead), "case", case.pk)
    assert "Next: The assessment waits to be read and authorised. Ann Bell has this to do." in text(page)
    assert answer not in page.content.decode()

    page = get(as_(around.manager), "case", case.pk)
    assert page.content.decode().count(answer) >= 2
    assert "has this to do" not in text(page)


def test_who_only_reads_a_case_is_told_whose_its_next_step_is(case, home, around, as_):
    factories.everybody_agrees(case, home)

    page = get(as_(practitioner(Role.AUDITOR)), "case", case.pk)

    assert "Start the assessment with them. Lee Marsh has this to do. You need do nothing." in text(page)
    assert "/assessment/start/" not in page.content.decode()


def test_what_is_due_is_said_in_words(case, around, as_):
    assert "due today" in text(get(as_(around.lead), "case", case.pk))


def test_who_looks_at_a_case_is_noted(case, around, as_):
    get(as_(around.lead), "case", case.pk)

    seen = AccessEntry.objects.of_family(case.family_id).newest_first()[0]
    assert (seen.practitioner_id, seen.url_name, seen.outcome) == (around.lead.pk, "case", "allowed")


def test_what_to_mind_stands_in_sight(case, home, around, as_):
    home.father.not_to_be_told = True
    home.father.not_to_be_told_reason = "Risk"
    home.father.save()
    home.mother.interpreter_language = "Polish"
    home.mother.save()

    words = text(get(as_(around.lead), "case", case.pk))

    assert "Dean is not to be told" in words
    assert "Kelly needs an interpreter: Polish" in words


def test_a_single_services_record_has_no_assessment(home, around, as_):
    record = factories.case(home, around, support=Support.SINGLE_SERVICE)

    words = text(get(as_(around.lead), "case", record.pk))

    assert "One service, without a team" in words
    assert "this record ends and the" in words
    assert get(as_(around.lead), "assessment", record.pk).status_code == 404


def test_outside_their_scope_nobody_learns_that_a_case_exists(case, as_):
    stranger = practitioner(Role.TEAM_MANAGER)

    hidden = get(as_(stranger), "case", case.pk)
    missing = get(as_(stranger), "case", people.family().pk)

    assert (hidden.status_code, missing.status_code) == (404, 404)


def test_a_familys_own_id_opens_no_case(case, around, as_):
    assert get(as_(around.lead), "case", case.family_id).status_code == 404


def test_a_restricted_case_opens_to_who_works_with_the_family(case, around, as_):
    Family.objects.filter(pk=case.family_id).update(
        restriction="restricted", restriction_reason="Risk", restricted_at=NOW, review_on=NOW.date()
    )

    assert get(as_(around.screener), "case", case.pk).status_code == 403
    assert get(as_(around.lead), "case", case.pk).status_code == 200


def test_a_system_administrator_sees_no_case(case, as_):
    administrator = practitioner(Role.SYSTEM_ADMINISTRATOR)

    assert get(as_(administrator), "case_list").status_code == 403
    assert get(as_(administrator), "case", case.pk).status_code == 403


def test_a_paused_clock_is_not_late(case, around, as_):
    Duty.objects.filter(case=case, kind="start_assessment").update(kind="complete_assessment")
    case.pauses.create(clock="assessment", from_on=TODAY, reason="illness")

    assert "Clock paused" in text(get(as_(around.lead), "case", case.pk))


@pytest.fixture
def many(around):
    """Cases led here, led elsewhere, led by nobody, and closed."""
    other = factories.cast()
    made = {
        "Mine": factories.case(factories.household("Mine"), around),
        "Theirs": factories.case(factories.household("Theirs"), other),
        "Unled": factories.case(factories.household("Unled"), None),
        "Closed": factories.case(factories.household("Closed"), around),
    }
    Case.objects.filter(pk=made["Closed"].pk).update(state="closed")
    return made


def test_a_lead_sees_their_own_cases(many, around, as_):
    assert names(get(as_(around.lead), "case_list")) == {"Mine"}
    assert names(get(as_(around.lead), "case_list", whose="mine", state="closed")) == {"Closed"}


def test_a_manager_sees_those_of_the_organisation(many, around, as_):
    assert names(get(as_(around.manager), "case_list", whose="organisation")) == {"Mine"}


def test_a_coordinator_sees_those_of_the_locality(many, around, as_):
    assert names(get(as_(around.coordinator), "case_list", whose="locality")) == {"Mine", "Theirs", "Unled"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"needs": "unled"}, {"Unled"}),
        ({"needs": "unread"}, set()),
        ({"needs": "stood_in"}, set()),
        ({"needs": "late"}, set()),
        ({"needs": "not_assessed"}, {"Mine", "Theirs", "Unled"}),
        ({"locality": "north"}, {"Mine", "Theirs", "Unled"}),
        ({"agency": "school"}, {"Mine", "Theirs"}),
        ({"state": "closed"}, {"Closed"}),
        ({"state": "nonsense"}, {"Mine", "Theirs", "Unled"}),
    ],
)
def test_the_list_narrows(many, around, as_, query, expected):
    assert names(get(as_(around.hub_manager), "case_list", **query)) == expected


def test_a_case_is_found_by_its_reference_or_its_family(many, around, as_):
    reference = many["Theirs"].reference

    for words, expected in ((reference.lower(), "Theirs"), ("min", "Mine")):
        found = sought(as_(around.hub_manager), reverse("case_list"), q=words)
        assert names(found) == {expected}


def test_what_was_typed_stands_in_no_address_and_goes_into_the_download(many, around, as_):
    manager, typed = (
        as_(around.hub_manager),
        {"search": "", "q": "min", "locality": "north", "sort": "-opened"},
    )

    address = manager.post(reverse("case_list"), typed).url
    page = manager.get(address).content.decode()
    file = (
        page.split('class="baton-list__download"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    )

    assert address.startswith(reverse("case_list") + "?locality=north&sort=-opened&search=")
    assert "q=min" not in page
    assert "min" in page.split("Family name or reference: ")[1].split("<")[0]
    table = manager.get(file).content.decode()
    assert "Mine" in table
    assert "Theirs" not in table
    session = manager.session
    del session["searches"]
    session.save()
    assert manager.get(file).url == reverse("case_list") + "?locality=north&sort=-opened"


def test_a_case_whose_lead_left_stands_among_those_nobody_leads(many, around, as_):
    leave(practitioner=around.lead, by=None, at=NOW)

    assert names(get(as_(around.hub_manager), "case_list", needs="unled")) == {"Mine", "Unled"}

    allocation.stand_in(case=many["Mine"], practitioner=around.manager, reason="x", by=around.manager, at=NOW)
    assert names(get(as_(around.hub_manager), "case_list", needs="unled")) == {"Unled"}


def test_the_list_costs_as_many_queries_for_thirty_cases_as_for_three(many, around, as_):
    browser = as_(around.hub_manager)
    get(browser, "case_list")
    with CaptureQueriesContext(connection) as few:
        get(browser, "case_list")
    for number in range(27):
        factories.case(factories.household(f"Family {number}"), around)

    with CaptureQueriesContext(connection) as more:
        get(browser, "case_list", size=100)

    assert len(more) <= len(few) <= 15, [query["sql"][:120] for query in few]


@pytest.mark.parametrize("sort", ["family", "-family", "needed", "-lead", "level", "-opened"])
def test_whoever_sees_most_cases_finds_each_once_in_the_same_order(around, sort):
    for number in range(30):
        factories.case(factories.household(f"Family {number % 7}"), around)
    Family.objects.filter(name="Family 6").update(restriction="sealed", restricted_at=NOW, **SEALED)
    rows = listing.listed(listing.narrowed(around.coordinator, {}, NOW))

    def pages(**how) -> list[str]:
        shown = [
            Listing(
                RequestFactory().get(f"/?sort={sort}&page={number}"), rows, columns=COLUMNS, caption="", **how
            )
            for number in (1, 2)
        ]
        return [shown[0].count_words, *(case.reference for one in shown for case in one.page)]

    with entered(around.coordinator):
        assert pages(pages=RankedPages) == pages()
    assert len(pages()) == 1 + 26
    assert pages_for(around.coordinator) is RankedPages
    assert pages_for(around.lead) is not RankedPages


def test_ranking_shows_no_row_that_the_second_wall_hides(many, around, home):
    sealed = Case.objects.get(pk=many["Theirs"].pk)
    Family.objects.filter(pk=sealed.family_id).update(restriction="sealed", restricted_at=NOW, **SEALED)

    with entered(around.coordinator):
        page = Listing(
            RequestFactory().get("/"),
            Case.objects.order_by("pk"),
            columns=COLUMNS,
            caption="",
            pages=RankedPages,
        ).page
        assert {case.pk for case in page} == {case.pk for name, case in many.items() if name != "Theirs"}


def test_the_list_is_downloaded_as_it_is_narrowed(many, around, as_):
    Family.objects.filter(pk=many["Mine"].family_id).update(name="=1+1")

    page = get(as_(around.hub_manager), "case_download", agency="school", sort="family")

    rows = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert rows[0][:2] == ["Reference", "Family"]
    assert [row[1] for row in rows[1:]] == ["'=1+1", "Theirs"]
    mine = AccessEntry.objects.by_practitioner(around.hub_manager.pk)
    exported = mine.filter(what="export").values_list("family_id", flat=True)
    assert set(exported) == {many["Mine"].family_id, many["Theirs"].family_id}


def test_only_managers_and_coordinators_download(many, around, as_):
    assert get(as_(around.lead), "case_download").status_code == 403


def test_a_closed_case_says_how_it_ended_and_who_led(case, around, as_):
    ending.write(
        [
            Ending(
                case=case,
                closed_on=TODAY,
                reason="objectives_met",
                objectives=ObjectivesMet.ALL,
                level=1,
                what_next="The school nurse",
                family_view="We sleep again",
            )
        ],
        by=around.lead,
        at=NOW,
    )

    page = get(as_(around.lead), "case", case.pk)

    words = text(page)
    for one in ("How it ended: 7 September 2026 to 14 September 2026", "Planned objectives met", "All of them",
                "Universal need", "The school nurse", "We sleep again", "Led last"):  # fmt: skip
        assert one in words
    assert "Lee Marsh, Hill Top School" not in words.split("What happened lately")[0]
    assert "Nobody yet" not in words
    assert "Next:" not in words


def test_an_empty_list_says_why_with_and_without_a_filter(around, as_):
    assert "No case is open that you may see." in text(get(as_(around.lead), "case_list"))
    assert "Take a filter away" in text(get(as_(around.lead), "case_list", state="closed"))

"""The pages of transfers, closing and reopening."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from baton.casework.actions.minutes import Finding
from baton.casework.models import Case, Duty, Transfer
from baton.casework.models.owed import plan_situation
from baton.casework.models.standing import CaseStanding
from baton.casework.permissions.ending import was_asked
from baton.casework.rules.duty import DutyKind
from baton.casework.rules.meeting import ReviewDecision
from baton.casework.tests import factories, plan_pages, plans
from baton.casework.tests.factories import TODAY
from baton.casework.tests.plan_pages import day_parts, signed_in
from baton.partnership.rules.profile_codes import MeetingCode
from tests.browsing import sought, text

pytestmark = pytest.mark.django_db

WITHOUT = {
    "sharing": "without",
    "basis": "risk_of_significant_harm",
    "basis_reason": "Bruises nobody explains",
    "family_told": "no",
    "why_not_told": "He would hurt her",
}
WHY = {"reason_code": "need_has_grown", "reason": "The risk has grown"}


@pytest.fixture
def road(home, around):
    return plan_pages.road(home, around)


@pytest.fixture
def care():
    return plans.social_care()


def reasons(case):
    return next(iter(case.profile.profile.transfer_reasons)).code


def step_up_form(road, agency, **values):
    return {
        "to_organisation": str(agency.pk),
        "reason_code": reasons(road.case),
        "reason": "The risk has grown",
        "level": "4",
        "objectives": "some",
        "meeting": str(road.held.pk),
        **WITHOUT,
        **values,
    }


def test_a_step_up_is_asked_for_declined_and_then_accepted(road, client, around, care):
    liaison, agency = care
    signed_in(client, around.lead)
    client.post(road.url("transfer_step_up"), step_up_form(road, agency))
    transfer = Transfer.objects.get()
    assert (transfer.state, transfer.meeting, transfer.level) == ("requested", road.held, 4)

    signed_in(client, liaison)
    waiting = client.get(reverse("transfers")).content.decode()
    assert "Accept or decline" in waiting
    page = client.get(road.url("transfer_answer", transfer.pk)).content.decode()
    assert "We want calmer mornings" in page
    declined = client.post(
        road.url("transfer_answer", transfer.pk), {"answer": "decline", "reason": "Below the threshold"}
    )
    assert declined.url == reverse("transfers")
    assert client.get(road.url("transfer", transfer.pk)).status_code == 404

    signed_in(client, around.lead)
    assert "Below the threshold" in client.get(road.url("transfer_acknowledge", transfer.pk)).content.decode()
    client.post(road.url("transfer_acknowledge", transfer.pk))
    assert not Duty.objects.open().filter(kind=DutyKind.READ_ANSWER).exists()
    client.post(road.url("transfer_step_up"), step_up_form(road, agency))
    again = Transfer.objects.waiting().get()

    signed_in(client, liaison)
    client.post(
        road.url("transfer_answer", again.pk), {"answer": "accept", "next_words": "Jo Reed visits tomorrow"}
    )
    assert Case.objects.get(pk=road.case.pk).state == "closed"


def test_without_a_basis_the_way_out_is_named_and_nothing_is_lost(road, client, around, care):
    signed_in(client, around.lead)
    typed = step_up_form(road, care[1], sharing="agreement")

    page = client.post(road.url("transfer_step_up"), typed).content.decode()

    assert "has not agreed to share" in page
    assert "The risk has grown" in page


def test_a_request_is_called_back(road, client, around, care):
    transfer = plans.step_up(road.case, around.lead, care[1])
    signed_in(client, around.lead)
    assert "Call it back" in client.get(road.url("transfer_list")).content.decode()

    client.get(road.url("transfer_call_back", transfer.pk))
    client.post(road.url("transfer_call_back", transfer.pk), {"reason": "Rung them"})

    transfer.refresh_from_db()
    assert transfer.state == "cancelled"
    assert client.get(road.url("transfer", transfer.pk)).status_code == 200
    assert client.get(road.url("transfer_acknowledge", transfer.pk)).status_code == 403


def test_another_area_takes_the_family_over(road, client, around):
    signed_in(client, around.lead)
    typed = {
        "to_words": "Leeds",
        "reason_code": reasons(road.case),
        "reason": "They move on Friday",
        "level": "2",
        "objectives": "some",
        **WITHOUT,
    }
    client.post(road.url("transfer_out"), typed)
    transfer = Transfer.objects.get()

    page = client.get(road.url("transfer_answer", transfer.pk)).content.decode()
    assert "Do they take the family over?" in page
    client.post(
        road.url("transfer_answer", transfer.pk),
        {"answer": "accept", "next_words": "Their hub rings", "answered_by_words": "Kim Day"},
    )

    assert Case.objects.get(pk=road.case.pk).spans.get().closure_reason == "moved_away"


def test_another_lead_practitioner_takes_over(road, client, around):
    who, _ = plans.colleague_of_another_agency("Gil Sand")
    signed_in(client, around.lead)
    found = sought(client, road.url("transfer_lead"), name="gil")
    assert "Gil Sand" in text(found)
    typed = {
        "to": str(who.memberships.get().pk),
        "reason_code": reasons(road.case),
        "reason": "The baby comes first",
        **WITHOUT,
    }
    client.post(found.request["PATH_INFO"] + "?" + found.request["QUERY_STRING"], typed)

    signed_in(client, who)
    client.post(road.url("transfer_answer", Transfer.objects.get().pk), {"answer": "accept"})

    assert road.case.allocations.current().get().practitioner == who


def test_only_who_was_asked_answers(road, client, around, care):
    transfer = plans.step_up(road.case, around.lead, care[1])

    for practitioner in (around.lead, around.manager, around.coordinator):
        signed_in(client, practitioner)
        assert client.get(road.url("transfer_answer", transfer.pk)).status_code == 403
    signed_in(client, plans.colleague_of_another_agency()[0])
    assert client.get(road.url("transfer_answer", transfer.pk)).status_code == 404


def test_the_list_is_narrowed_and_says_when_it_is_empty(road, client, around, care):
    signed_in(client, around.lead)
    assert "No transfer waits for an answer" in client.get(reverse("transfers")).content.decode()
    plans.step_up(road.case, around.lead, care[1])

    assert "Sol" not in client.get(reverse("transfers") + "?direction=out").content.decode()
    assert "No transfer matches" in client.get(reverse("transfers") + "?state=accepted").content.decode()


def test_the_list_asks_few_questions_of_the_database(client, around, care, django_assert_max_num_queries):
    for number in range(5):
        plans.step_up(factories.case(factories.household(f"Shaw{number}"), around), around.lead, care[1])
    signed_in(client, around.lead)

    with django_assert_max_num_queries(15):
        client.get(reverse("transfers"))


def closing(road, **values):
    return {
        **day_parts("closed_on", TODAY),
        "reason": "other",
        "objectives": "some",
        "level": "2",
        "asked": "asked",
        "family_view": "It is calmer now",
        "what_next": "The school nurse",
        "readings_reason": "They moved",
        "expected_version": str(Case.objects.get(pk=road.case.pk).version),
        **{f"action_{action.pk}": "done" for action in road.case.plan_actions.open()},
        **values,
    }


def test_a_case_is_closed_and_opened_again(road, client, around):
    signed_in(client, around.lead)
    page = client.get(road.url("case_close")).content.decode()
    assert "What becomes of the actions" in page
    assert "Not measured at the end: Scaling for" in re.sub("<[^>]+>", "", page)
    client.post(road.url("case_close"), closing(road))
    span = road.case.spans.get()
    assert (span.what_next, span.family_view, span.readings_reason) == (
        "The school nurse",
        "It is calmer now",
        "They moved",
    )
    assert client.get(road.url("case_close")).status_code == 302
    assert client.get(road.url("plan")).status_code == 200
    assert client.get(road.url("outcome_add")).status_code == 403

    signed_in(client, around.screener)
    page = client.get(road.url("case_reopen")).content.decode()
    assert "Open this case again" in page
    client.post(
        road.url("case_reopen"),
        {
            "reason": "Needs grew again",
            "level": "3",
            "lead": str(around.lead.memberships.get().pk),
            "expected_version": str(Case.objects.get(pk=road.case.pk).version),
        },
    )
    assert Case.objects.get(pk=road.case.pk).state == "open"
    assert client.get(road.url("case_reopen")).status_code == 302


def test_what_is_missing_is_told_beside_its_field(road, client, around):
    signed_in(client, around.lead)
    typed = closing(road, asked="not_asked", what_next="", level="")

    page = client.post(road.url("case_close"), typed).content.decode()

    assert "Write why the family was not asked" in page
    assert "Choose the level of need now" in page
    assert Case.objects.get(pk=road.case.pk).state == "open"


def test_what_blocks_is_told_and_nothing_is_lost(road, client, around, care):
    plans.step_up(road.case, around.lead, care[1])
    signed_in(client, around.lead)

    assert "To settle first" in client.get(road.url("case_close")).content.decode()
    page = client.post(road.url("case_close"), closing(road)).content.decode()
    assert "A transfer is waiting for its answer" in page
    assert "It is calmer now" in page


def test_everything_that_keeps_a_case_from_closing_is_told_at_once_with_where_it_is_mended(
    road, client, around, care
):
    plans.step_up(road.case, around.lead, care[1])
    signed_in(client, around.lead)
    child = road.home.child.pk
    wrong = {
        **day_parts("closed_on", road.case.opened_on - timedelta(1)),
        **{name: "" for name in ("level", "what_next", "readings_reason", f"action_{road.action.pk}")},
        "reason": "objectives_met",
        "objectives": "all",
    }

    page = client.post(road.url("case_close"), closing(road, **wrong)).content.decode()

    (summary,) = re.findall(r'govuk-error-summary__list">(.*?)</ul>', page, re.DOTALL)
    assert re.findall('href="(.*?)"', summary) == [
        road.url("transfer_list"),
        "#id_closed_on-day",
        f"#id_action_{road.action.pk}",
        "#id_objectives",
        "#id_level",
        "#id_readings_reason",
        "#id_what_next",
    ]
    assert "an outcome of the plan is still open" in summary
    assert f'href="{road.url("plan")}">see the plan</a>' in page
    assert f'href="{road.url("reading_take", child, "scaling")}?closing=yes"' in page
    assert "It is calmer now" in client.get(road.url("case_close")).content.decode(), "kept meanwhile"


def test_a_reason_that_does_not_agree_with_the_objectives_is_told_beside_it(road, client, around):
    signed_in(client, around.lead)
    typed = closing(road, reason="family_withdrew", objectives="all")

    page = client.post(road.url("case_close"), typed).content.decode()

    assert 'id="id_reason-error"' in page
    assert "The reason for closing does not agree" in page


def test_closing_can_be_left_and_taken_up_again(road, client, around):
    signed_in(client, around.lead)
    typed = closing(road, what_next="Half a thought", save_for_later="yes")

    client.post(road.url("case_close"), typed)

    assert "Half a thought" in client.get(road.url("case_close")).content.decode()


def test_a_register_case_says_where_to_screen(client, around, home):
    case = factories.case(home, None, register_on=TODAY, coordinator=around.coordinator)
    signed_in(client, around.coordinator)

    page = client.get(reverse("case_close", args=[case.pk])).content.decode()

    assert "Screen it for safeguarding first" in page


def test_a_list_asks_whom_a_transfer_waits_for_as_each_row_does(road, around, care):
    liaison, agency = care
    transfer = plans.step_up(road.case, around.lead, agency)
    people = [liaison, around.lead, around.manager, around.coordinator, plans.social_care()[0]]

    asked = {who for who in people if Transfer.objects.asked_of(who).exists()}

    assert asked == {who for who in people if was_asked(who, transfer)} == {liaison}


def test_what_the_review_decided_is_next_until_it_is_followed(road, around, care):
    _, agency = care
    held = plans.meeting(
        road.case,
        by=around.lead,
        kind=MeetingCode.REVIEW,
        held_on=TODAY,
        finding=Finding(level=4, decision=ReviewDecision.STEP_UP),
    )

    assert plan_situation(CaseStanding(road.case, TODAY)).reviewed == ReviewDecision.STEP_UP
    plans.step_up(road.case, around.lead, agency, meeting=held)
    assert plan_situation(CaseStanding(road.case, TODAY)).reviewed is None

"""The pages of plan, team, meetings and measures, as the lead practitioner works with them."""

from datetime import date, timedelta

import pytest

from baton.casework.models import Meeting, Outcome, PlanAction, TeamMember
from baton.casework.tests import plan_pages, plans
from baton.casework.tests.factories import TODAY
from baton.casework.tests.plan_pages import day_parts, signed_in
from baton.core.models import Draft
from baton.people.rules.facts import Purpose
from tests.browsing import sought

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(home, around):
    return plan_pages.road(home, around)


@pytest.fixture
def lead(client, around):
    return signed_in(client, around.lead)


PAGES = [
    ("plan", "We want calmer mornings"),
    ("plan_print", "Our plan"),
    ("outcome_add", "What needs to change"),
    ("action_add", "Who does what by when"),
    ("team_list", "Nia Ford"),
    ("team_join", "Who joins the team?"),
    ("meeting_list", "Ask for breakfast club"),
    ("meeting_plan", "Plan a meeting"),
    ("meeting_record", "Record a meeting"),
    ("measures", "Scaling"),
    ("reading_choose", "Take a reading"),
    ("transfer_list", "This family has not been passed on"),
    ("transfer_step_up", "Step up to"),
    ("transfer_out", "Transfer to another area"),
    ("transfer_lead", "Ask somebody else to lead"),
    ("case_close", "Close the case"),
]


@pytest.mark.parametrize(("name", "words"), PAGES)
def test_each_page_shows_itself(road, lead, name, words):
    page = lead.get(road.url(name))

    assert page.status_code == 200
    assert words in page.content.decode()


def test_pages_about_one_thing_show_themselves(road, lead):
    addresses = [
        road.url("outcome_change", road.outcome.pk),
        road.url("outcome_settle", road.outcome.pk),
        road.url("outcome_drop", road.outcome.pk),
        road.url("action_change", road.action.pk),
        road.url("action_settle", road.action.pk),
        road.url("action_drop", road.action.pk),
        road.url("team_leave", road.member.pk),
        road.url("meeting", road.held.pk),
        road.url("meeting_amend", road.held.pk),
        road.url("meeting_record_planned", road.planned.pk),
        road.url("meeting_move", road.planned.pk),
        road.url("meeting_cancel", road.planned.pk),
        road.url("reading_take", road.home.child.pk, "scaling"),
        road.url("reading_correct", road.reading.pk),
        road.url("reading_remove", road.reading.pk),
    ]

    assert {address: lead.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_an_empty_case_says_what_to_do(home, around, lead):
    from baton.casework.tests import factories

    case = factories.case(home, around)

    for name, words in (
        ("plan", "Nothing is in the plan yet"),
        ("team_list", "Nobody else is in the team yet"),
        ("meeting_list", "No meeting has been recorded yet"),
        ("measures", "Nothing has been measured yet"),
    ):
        from django.urls import reverse

        assert words in lead.get(reverse(name, args=[case.pk])).content.decode()


def test_an_outcome_is_added_changed_reached_and_dropped(road, lead):
    added = lead.post(
        road.url("outcome_add"), {"words": "Ava sleeps in her own bed", "person": str(road.home.child.pk)}
    )
    assert added.url == road.url("plan")
    outcome = Outcome.objects.get(words="Ava sleeps in her own bed")

    lead.post(
        road.url("outcome_change", outcome.pk),
        {"words": "Ava sleeps well", "person": "family", "expected_version": 1},
    )
    lead.post(road.url("outcome_settle", outcome.pk), {"to": "achieved"})
    outcome.refresh_from_db()
    assert (outcome.words, outcome.person, outcome.state) == ("Ava sleeps well", None, "achieved")

    lead.post(road.url("outcome_settle", outcome.pk), {"to": "open"})
    lead.post(road.url("outcome_drop", outcome.pk), {"reason": "Grown out of it"})
    outcome.refresh_from_db()
    assert (outcome.state, outcome.settled_reason) == ("dropped", "Grown out of it")


def test_the_loser_of_a_race_sees_both_texts_and_can_save_theirs(road, lead):
    address = road.url("outcome_change", road.outcome.pk)
    mine = {"words": "Mornings without shouting", "person": "family", "expected_version": 1}
    lead.post(address, mine | {"words": "Quiet mornings"})

    refused = lead.post(address, mine).content.decode()

    assert "Quiet mornings" in refused
    assert "Mornings without shouting" in refused
    assert 'name="expected_version" value="2"' in refused
    lead.post(address, mine | {"expected_version": 2})
    assert Outcome.objects.get(pk=road.outcome.pk).words == "Mornings without shouting"


def test_an_action_is_added_and_completed_later(road, lead):
    lead.post(road.url("action_add"), {"words": "Ring the nursery", "outcome": str(road.outcome.pk)})
    action = PlanAction.objects.get(words="Ring the nursery")
    assert "To complete it" in lead.get(road.url("plan")).content.decode()

    lead.post(
        road.url("action_change", action.pk),
        {
            "words": "Ring the nursery",
            "outcome": str(road.outcome.pk),
            "owner": "other",
            "owner_words": "Grandma",
            "measure": "A place is offered",
            **day_parts("due_on", date(2026, 10, 5)),
            "expected_version": 1,
        },
    )

    action.refresh_from_db()
    assert (action.owner_words, action.due_on, action.gaps) == ("Grandma", date(2026, 10, 5), ())


def test_done_and_undo_are_one_press_each(road, lead):
    address = road.url("action_settle", road.action.pk)

    done = lead.post(address, {"to": "done"})
    road.action.refresh_from_db()
    assert done.url == f"{road.url('plan')}#action-{road.action.pk}"
    assert road.action.state == "done"
    lead.post(address, {"to": "open"})

    road.action.refresh_from_db()
    assert road.action.state == "open"


def test_a_press_sent_twice_counts_once(road, lead):
    token = "6f3d0a3e-6a0f-4b1e-9a55-0d7c1c7a3a11"
    for _ in range(2):
        page = lead.post(road.url("action_settle", road.action.pk), {"to": "done", "submission_token": token})
        assert page.status_code == 302

    assert road.action.history.filter(state="done").count() == 1


def test_an_action_is_dropped_with_a_reason(road, lead):
    address = road.url("action_drop", road.action.pk)

    assert "Write why" in lead.post(address, {"reason": ""}).content.decode()
    lead.post(address, {"reason": "Solved itself"})

    road.action.refresh_from_db()
    assert (road.action.state, road.action.settled_words) == ("dropped", "Solved itself")


def test_somebody_is_found_and_joins_with_agreement(road, lead, home):
    who, agency = plans.colleague_of_another_agency("Gil Sand")
    find = lead.post(road.url("team_join"), {"search": "", "q": "gil"}).url
    assert "Gil Sand" in lead.get(find).content.decode()
    membership = who.memberships.get()
    form = {"who": str(membership.pk), "role_words": "Weighs the baby", "sharing": "agreement"}

    refused = lead.post(find, form).content.decode()
    assert "has not agreed to share" in refused
    assert "Weighs the baby" in refused
    from baton.casework.tests import factories

    factories.answered(road.case, home.mother, purpose=Purpose.SHARE, agency_id=agency.pk)
    lead.post(find, form)

    assert TeamMember.objects.current().get(practitioner=who).sharing == "agreement"


def test_somebody_known_by_name_joins_for_a_recorded_reason(road, lead):
    form = {
        "who": "name",
        "name": "Flo Hill",
        "agency": "other",
        "role_words": "Volunteer",
        "sharing": "without",
        "basis": "legal_duty",
        "basis_reason": "Court order of May",
        "family_told": "yes",
    }

    assert "Enter the name of the organisation" in lead.post(road.url("team_join"), form).content.decode()
    lead.post(road.url("team_join"), form | {"agency_words": "Food bank"})

    member = TeamMember.objects.get(name="Flo Hill")
    assert (member.organisation_words, member.basis) == ("Food bank", "legal_duty")


def test_nobody_found_says_so(road, lead):
    page = sought(lead, road.url("team_join"), q="zzzz").content.decode()

    assert "Nobody found" in page


def test_somebody_leaves(road, lead):
    lead.post(road.url("team_leave", road.member.pk), {"reason": "New post"})

    assert not TeamMember.objects.current().exists()
    assert "Who has left the team" in lead.get(road.url("team_list")).content.decode()


def test_a_meeting_is_planned_moved_and_called_off(road, lead):
    day = TODAY + timedelta(20)
    planned = {"kind": "taf", "place": "Hub", "starts_at": "3:30 pm", **day_parts("day", day)}
    lead.post(road.url("meeting_plan"), planned)
    meeting = Meeting.objects.get(planned_for=day)
    for page in (road.url("meeting_list"), road.url("plan_print"), road.url("meeting_move", meeting.pk)):
        assert "3:30 pm" in lead.get(page).content.decode()

    later = day_parts("day", day + timedelta(1)) | {"expected_version": 1}
    lead.post(road.url("meeting_move", meeting.pk), later)
    lead.post(road.url("meeting_cancel", meeting.pk), {"reason": "Snow"})

    meeting.refresh_from_db()
    assert (meeting.planned_for, meeting.state) == (day + timedelta(1), "cancelled")
    past = lead.post(road.url("meeting_plan"), planned | day_parts("day", TODAY - timedelta(1)))
    assert "today or in the future" in past.content.decode()


def minutes(road, **values):
    keep = f"action_{road.action.pk}"
    loose = PlanAction.objects.open().exclude(pk=road.action.pk).get()
    return {
        "kind": "taf",
        **day_parts("held_on", TODAY),
        **day_parts("next_on", TODAY + timedelta(35)),
        f"present_person_{road.home.mother.pk}": "attended",
        "present_lead": "attended",
        f"present_member_{road.member.pk}": "apologies",
        "guests": "Aunt Mo\nGrandpa\n",
        keep: "done",
        f"action_{loose.pk}": "carried_forward",
        "decisions": "Breakfast club from Monday\n\nMeet again",
        "task-count": "0",
        **values,
    }


def test_a_meeting_is_recorded_on_one_page(road, lead):
    recorded = lead.post(road.url("meeting_record"), minutes(road))

    meeting = Meeting.objects.held().exclude(pk=road.held.pk).get()
    assert recorded.url == road.url("meeting", meeting.pk)
    assert meeting.attendances.count() == 5
    assert meeting.decisions.count() == 2
    road.action.refresh_from_db()
    assert road.action.state == "done"
    assert "Aunt Mo" in lead.get(recorded.url).content.decode()


def test_a_planned_meeting_is_recorded_as_a_review_with_a_new_action(road, lead):
    typed = minutes(
        road,
        kind="review",
        level="2",
        decision="continue",
        expected_version=1,
        **{"task-count": "1", "task-0-words": "Ask the nursery", "task-0-outcome": "none"},
    )

    recorded = lead.post(road.url("meeting_record_planned", road.planned.pk), typed)

    road.planned.refresh_from_db()
    assert (road.planned.state, road.planned.review.level) == ("held", 2)
    assert PlanAction.objects.filter(words="Ask the nursery").exists()
    assert "Go on with the plan" in lead.get(recorded.url).content.decode()


def test_bad_minutes_lose_nothing(road, lead):
    typed = minutes(road, kind="", child_voice="I like it here", **{f"action_{road.action.pk}": "dropped"})

    page = lead.post(road.url("meeting_record"), typed).content.decode()

    assert "There is something to put right" in page
    assert "Choose what kind of meeting it was" in page
    assert "Write why it is no longer needed" in page
    assert "I like it here" in page


def test_another_action_can_be_added_without_javascript(road, lead):
    page = lead.post(road.url("meeting_record"), minutes(road, **{"task-add": "yes"})).content.decode()

    assert 'name="task-0-words"' in page
    assert "Aunt Mo" in page
    assert "There is something to put right" not in page
    assert Meeting.objects.held().count() == 1


def test_minutes_can_be_left_and_taken_up_again(road, lead, around):
    kept = lead.post(road.url("meeting_record"), minutes(road, save_for_later="yes", notes="Half a thought"))

    assert kept.url == road.url("meeting_list")
    assert Draft.objects.get(owner_key=str(around.lead.pk), form="meeting_record")
    assert "Half a thought" in lead.get(road.url("meeting_record")).content.decode()
    lead.post(road.url("meeting_record"), minutes(road))
    assert not Draft.objects.exists()


def test_a_refusal_of_the_deed_stands_on_the_form(road, lead):
    early = day_parts("held_on", date(2026, 1, 1))

    page = lead.post(road.url("meeting_record"), minutes(road, **early)).content.decode()

    assert "not before the case opened" in page


def test_minutes_are_put_right(road, lead):
    address = road.url("meeting_amend", road.held.pk)
    lead.post(address, {"notes": "Longer", "child_voice": "More", "expected_version": 1})

    road.held.refresh_from_db()
    assert (road.held.notes, road.held.child_voice) == ("Longer", "More")
    refused = lead.post(address, {"notes": "Mine", "expected_version": 1}).content.decode()
    assert "Saved now, by them" in refused
    assert "Mine" in refused


def test_things_of_other_cases_are_not_found(road, lead, around):
    from baton.casework.tests import factories

    other = factories.household("Other")
    foreign = plan_pages.road(other, around)

    for name, pk in (
        ("outcome_change", foreign.outcome.pk),
        ("action_settle", foreign.action.pk),
        ("team_leave", foreign.member.pk),
        ("meeting", foreign.held.pk),
        ("reading_correct", foreign.reading.pk),
    ):
        assert lead.get(road.url(name, pk)).status_code == 404
    assert lead.get(road.url("reading_take", other.child.pk, "scaling")).status_code == 404
    assert lead.get(road.url("reading_take", road.home.child.pk, "no_such")).status_code == 404


def test_a_reader_is_offered_no_deeds(road, client, around):
    manager_of_member = plan_pages.signed_in(client, around.screener)

    page = manager_of_member.get(road.url("plan")).content.decode()

    assert "We want calmer mornings" in page
    assert "Add an action" not in page
    assert manager_of_member.get(road.url("outcome_add")).status_code == 403


def test_the_plan_asks_few_questions_of_the_database(road, lead, django_assert_max_num_queries):
    for number in range(6):
        plans.action(road.case, words=f"Action {number}", outcome=road.outcome)

    for name in ("plan", "team_list", "meeting_list", "measures"):
        with django_assert_max_num_queries(45):
            lead.get(road.url(name))

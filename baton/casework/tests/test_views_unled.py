"""The cases that nobody leads: the list with how long they wait, and asking about several at once."""

from datetime import date, timedelta

import pytest

from baton.casework import permissions
from baton.casework.actions import allocation, proposal
from baton.casework.actions.asking import Opening, open_and_propose_many
from baton.casework.actions.proposal import NewProposal
from baton.casework.models import Allocation, Case, Proposal
from baton.casework.models.reach import allocatable, workable
from baton.casework.models.unled import unled
from baton.casework.tests import factories
from baton.casework.tests.factories import NOW, OPENED, TODAY
from baton.casework.tests.pages import get, post, text
from baton.casework.tests.proposals import ask
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.tests import factories as door
from baton.partnership.actions.practitioner import leave
from baton.partnership.models import Membership, Organisation, Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import join, organisation, practitioner
from baton.people.models import Family


def case(name, around=None, **values):
    return factories.case(factories.household(name), around, **values)


def membership(who) -> str:
    return str(Membership.objects.get(practitioner=who).pk)


def since(made, around):
    hub = Practitioner.objects.get(pk=around.hub_manager.pk)
    return unled(hub, {}, NOW).get(pk=made.pk).unled_since


def test_a_case_waits_since_it_opened_or_since_the_last_lead_or_stand_in_went(around):
    never, handed_back, left, moved, stood_in = (
        case("Ash"),
        case("Birch", around),
        case("Cole", around),
        case("Dale", around),
        case("Elm", around),
    )
    allocation.refuse(case=handed_back, reason="Full", by=around.lead, at=NOW - timedelta(days=3))
    gone, mover, covered = (practitioner(at=around.school) for _ in range(3))
    for made, who in ((left, gone), (moved, mover), (stood_in, covered)):
        Allocation.objects.filter(case=made).update(practitioner=who)
    leave(practitioner=gone, by=None, at=NOW - timedelta(days=2))
    Membership.objects.filter(practitioner=mover).update(ends_on=TODAY - timedelta(days=1))
    row = allocation.stand_in(
        case=stood_in,
        practitioner=around.manager,
        reason="Ill",
        by=around.manager,
        at=NOW - timedelta(days=6),
    )
    leave(practitioner=covered, by=None, at=NOW - timedelta(days=5))
    allocation.end_stand_in(stand_in=row, by=around.manager, at=NOW)

    assert since(never, around) == OPENED
    assert since(handed_back, around) == TODAY - timedelta(days=3)
    assert since(left, around) == TODAY - timedelta(days=2)
    assert since(moved, around) == TODAY - timedelta(days=1)
    assert since(stood_in, around) == TODAY


@pytest.mark.parametrize("name", ["screener", "hub_manager", "coordinator", "manager", "lead"])
def test_what_one_may_do_is_the_same_in_the_list_and_on_the_page(around, name):
    made = [case("Ash"), case("Birch", around), case("Cole", locality=None), case("Dale", around)]
    Case.objects.filter(pk=made[3].pk).update(state="closed")
    who = Practitioner.objects.get(pk=getattr(around, name).pk)

    sets = [set(twin(who).values_list("pk", flat=True)) for twin in (allocatable, workable)]

    questions = (permissions.can_allocate, permissions.can_work_on)
    assert sets == [{one.pk for one in made[:3] if question(who, one)} for question in questions]


def test_the_list_says_how_long_each_waits_and_who_is_asked(around, as_):
    waits, asked, tried, screened = (
        case("Ash"),
        case("Birch"),
        case("Cole", opened_on=date(2026, 9, 13)),
        case("Dale", register_on=OPENED),
    )
    ask(asked, around)
    row = ask(tried, around)
    proposal.refuse(proposal=row, refusal="no_room", words="", by=around.lead, at=NOW)
    led = case("Elm", around)

    words = text(get(as_(around.coordinator), "unled_list"))

    assert "4 cases" in words
    assert words.index("Ash") < words.index("Cole")
    assert (
        f"Ash {waits.reference} , North 7 September 2026 7 days without a lead Nobody is asked yet" in words
    )
    assert "Lee Marsh is asked due in 2 days" in words
    assert "1 day without a lead 1 could not. Ask the next one" in words
    assert "In the review register: a manager screens it first" in words
    assert "See the entry" in words
    assert "In the review register: screen it first" in text(get(as_(around.hub_manager), "unled_list"))
    assert screened.reference in words
    assert led.reference not in words


def test_an_empty_list_says_so(around, as_):
    assert "Every case has somebody who leads it." in text(get(as_(around.hub_manager), "unled_list"))


def test_the_list_costs_the_same_for_many(around, as_, django_assert_max_num_queries):
    for name in ("Ash", "Birch", "Cole"):
        ask(case(name), around)
    browser = as_(around.coordinator)

    with django_assert_max_num_queries(14):
        get(browser, "unled_list")


def test_several_are_shared_out_by_room_looked_at_and_asked(around, as_):
    Membership.objects.filter(practitioner__in=[around.lead, around.manager]).update(case_limit=1)
    first, second, third = case("Ash"), case("Birch"), case("Cole")
    browser = as_(around.coordinator)
    page = get(browser, "allocate_several").content.decode()
    suggested = {str(membership(who)) for who in (around.lead, around.manager)}
    assert all(page.count(f'value="{key}" selected') == 1 for key in suggested)

    fields = {f"seen-{made.pk}": 1 for made in (first, second, third)}
    fields |= {f"lead-{first.pk}": membership(around.lead), f"lead-{second.pk}": membership(around.manager)}
    sent = post(browser, "allocate_several", **fields)
    assert sent.url == "/cases/unled/ask/check/"
    assert not Proposal.objects.exists()

    words = text(get(browser, "allocate_several_check"))
    assert "Ask about these 2 families?" in words
    assert "Lee Marsh, Hill Top School is asked (leads 0 of at most 1)" in words
    assert "by 16 September 2026" in words

    assert post(browser, "allocate_several_check").url == "/cases/unled/"
    assert dict(Proposal.objects.values_list("case", "practitioner")) == {
        first.pk: around.lead.pk,
        second.pk: around.manager.pk,
    }


def test_who_works_in_two_organisations_is_suggested_within_the_room_of_one_person(around, as_):
    Membership.objects.exclude(practitioner=around.lead).update(case_limit=0)
    Membership.objects.filter(practitioner=around.lead).update(case_limit=1)
    join(around.lead, organisation(), case_limit=1)
    for name in ("Ash", "Birch"):
        case(name)

    page = get(as_(around.coordinator), "allocate_several").content.decode()

    hers = Membership.objects.filter(practitioner=around.lead).values_list("pk", flat=True)
    assert sum(page.count(f'value="{key}" selected') for key in hers) == 1


def test_a_case_that_somebody_took_meanwhile_stays_and_is_said(around, as_):
    first, second = case("Ash"), case("Birch")
    browser = as_(around.coordinator)
    fields = {f"seen-{made.pk}": 1 for made in (first, second)}
    fields |= {f"lead-{made.pk}": membership(around.lead) for made in (first, second)}
    post(browser, "allocate_several", **fields)
    ask(second, around, around.manager)

    page = post(browser, "allocate_several_check")

    assert page.status_code == 409
    assert f"{second.reference}: " in text(page)
    assert Proposal.objects.get(case=first).practitioner == around.lead


def test_a_form_on_which_nobody_is_chosen_is_refused(around, as_):
    made = case("Ash")

    page = post(as_(around.coordinator), "allocate_several", **{f"seen-{made.pk}": 1, f"lead-{made.pk}": ""})

    assert page.status_code == 422
    assert "Choose somebody for at least one family" in text(page)


def test_a_case_of_another_place_cannot_be_slipped_in(around, as_):
    elsewhere = case("Ash", locality=None)
    Case.objects.filter(pk=elsewhere.pk).update(locality=None, coordinator=None)
    stranger = practitioner(Role.COORDINATOR)

    fields = {f"seen-{elsewhere.pk}": 1, f"lead-{elsewhere.pk}": membership(around.lead)}
    page = post(as_(stranger), "allocate_several", **fields)

    assert "There is no family to ask about" in text(page)


def test_asking_about_many_costs_the_same_as_about_few(around, as_, django_assert_max_num_queries):
    for name in ("Ash", "Birch", "Cole", "Dale"):
        case(name)
    browser = as_(around.coordinator)

    with django_assert_max_num_queries(30):
        get(browser, "allocate_several")


def waits(around, **values):
    """A family that was decided for help and waits for its case."""
    return door.decided(
        around.screener, Outcome.ASSESSMENT, at=NOW, received_at=NOW - timedelta(hours=2), **values
    )


def test_the_families_that_wait_for_a_case_are_asked_about_at_once_after_a_preview(around, as_):
    first, second = waits(around), waits(around)
    Family.objects.filter(pk=first.family_id).update(locality=around.place)
    Organisation.objects.filter(pk=around.school.pk).update(locality=around.place)
    browser = as_(around.hub_manager)
    assert "Ask about several at once" in text(get(browser, "waiting_list"))
    words = text(get(browser, "open_several"))
    assert f"Who is asked for {first.family.name}?" in words
    assert "is suggested: works in North." in words

    fields = {f"seen-{one.pk}": one.version for one in (first, second)}
    fields |= {f"lead-{first.pk}": membership(around.lead), f"lead-{second.pk}": membership(around.manager)}
    assert post(browser, "open_several", **fields).url == "/cases/waiting/ask/check/"
    words = text(get(browser, "open_several_check"))
    assert "Ask about these 2 families?" in words
    assert "opens, Lee Marsh, Hill Top School is asked (works in North; leads 0 of at most 8)" in words
    assert not Case.objects.exists()

    assert post(browser, "open_several_check").url == "/cases/waiting/"
    asked = {row.case.enquiry_id: row for row in Proposal.objects.select_related("case")}
    assert {key: row.practitioner for key, row in asked.items()} == {
        first.pk: around.lead,
        second.pk: around.manager,
    }
    assert (asked[first.pk].case.coordinator, asked[first.pk].level) == (around.coordinator, 2)
    assert asked[second.pk].case.coordinator is None


def test_what_changed_since_the_preview_opens_nothing_and_what_is_done_counts_as_done(around, as_):
    asked, changed, again = waits(around), waits(around), waits(around)
    browser = as_(around.hub_manager)
    fields = {f"seen-{one.pk}": one.version for one in (asked, changed, again)}
    fields |= {f"lead-{one.pk}": membership(around.lead) for one in (asked, changed, again)}
    post(browser, "open_several", **fields)
    Enquiry.objects.filter(pk=changed.pk).update(version=changed.version + 1)
    opening = Opening(
        enquiry=again,
        new=NewProposal(practitioner=around.lead, organisation=around.school),
        coordinator=None,
        seen_version=again.version,
    )
    given = {"asked": [opening], "profile": factories.version(), "by": around.screener, "at": NOW}
    (done,) = open_and_propose_many(**given).done

    assert open_and_propose_many(**given).done == [done]
    page = post(browser, "open_several_check")

    assert page.status_code == 409
    assert f"{changed.reference}: Somebody else saved this" in text(page)
    assert set(Case.objects.values_list("enquiry", flat=True)) == {asked.pk, again.pk}


def test_a_second_enquiry_of_the_same_family_opens_no_second_case(around):
    first, second = waits(around), waits(around)
    Enquiry.objects.filter(pk=second.pk).update(family=first.family)
    new = NewProposal(practitioner=around.lead, organisation=around.school)

    outcome = open_and_propose_many(
        asked=[
            Opening(enquiry=one, new=new, coordinator=None, seen_version=one.version)
            for one in (first, second)
        ],
        profile=factories.version(),
        by=around.screener,
        at=NOW,
    )

    assert (len(outcome.done), len(outcome.refused), Case.objects.count()) == (1, 1, 1)
    assert "has an open case already" in outcome.refused[0][1]


def test_looking_at_many_families_costs_the_same_as_at_few(around, as_, django_assert_max_num_queries):
    for _ in range(4):
        waits(around)
    browser = as_(around.hub_manager)

    with django_assert_max_num_queries(30):
        get(browser, "open_several")

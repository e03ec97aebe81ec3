"""The daily liaison list: what went up, came down and waits, and what was agreed."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from baton.casework.actions import answering
from baton.casework.actions.liaison import note_agreed
from baton.casework.events import liaison as events
from baton.casework.models import LiaisonNote, Transfer
from baton.casework.permissions.liaison import can_see_liaison
from baton.casework.rules.liaison import Heading, heading
from baton.casework.tests import factories, plans
from baton.casework.tests.factories import NOW
from baton.casework.tests.rollback import nothing_is_saved_without_its_event
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import Channel, TransferKind
from baton.frontdoor.tests import factories as door
from baton.journal.models import AccessEntry, Event
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from baton.people.models import Family
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db
MAY = {Role.HUB_MANAGER, Role.SAFEGUARDING_LEAD, Role.SOCIAL_CARE_LIAISON}


@pytest.mark.parametrize(
    ("goes_up", "waits", "expected"),
    [
        (True, True, Heading.WAITING),
        (False, True, Heading.WAITING),
        (True, False, Heading.UP),
        (False, False, Heading.DOWN),
    ],
)
def test_what_waits_stands_first(goes_up: bool, waits: bool, expected: Heading) -> None:
    assert heading(goes_up=goes_up, waits=waits) is expected


@pytest.mark.parametrize("role", list(Role))
def test_who_meets_opens_the_list(role: Role) -> None:
    assert can_see_liaison(practitioner(role)) is (role in MAY)


def test_a_system_administrator_does_not() -> None:
    assert not can_see_liaison(practitioner(Role.HUB_MANAGER, Role.SYSTEM_ADMINISTRATOR))


# The list


@pytest.fixture
def manager() -> Practitioner:
    return door.manager(name="Mo Manager")


@pytest.fixture
def stepped_up(home: Any, around: Any) -> Transfer:
    return plans.step_up(factories.case(home, around), around.lead, plans.social_care()[1])


def shown(who: Practitioner, **asked: str) -> str:
    return text(Browser(who).get("liaison", **asked))


def part(page: str, title: str) -> str:
    """What stands under one heading."""
    return page.partition(title)[2].partition("(")[2].partition(" (")[0]


@pytest.fixture
def today() -> Any:
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        yield


@pytest.mark.usefixtures("today")
def test_a_step_up_waits_until_it_is_answered_and_then_stands_under_its_day(
    stepped_up: Transfer, manager: Practitioner
) -> None:
    waiting = shown(manager)
    answering.decline(transfer=stepped_up, reason="Not yet", by=door.manager(), at=NOW)
    answered = shown(manager)

    assert stepped_up.case.reference in part(waiting, "Waits for an answer")
    assert stepped_up.case.reference in part(answered, "Went up to social care")
    assert "Step up to social care: declined" in answered


@pytest.mark.usefixtures("today")
def test_enquiries_go_up_by_decision_and_come_down_by_transfer(manager: Practitioner) -> None:
    up = door.decided(manager, Outcome.STEP_UP, received_at=NOW - timedelta(hours=3), at=NOW)
    down = door.received(
        received_at=NOW - timedelta(days=2), channel=Channel.TRANSFER, transfer_kind=TransferKind.STEP_DOWN
    )
    done = door.decided(
        manager,
        received_at=NOW - timedelta(hours=3),
        channel=Channel.TRANSFER,
        transfer_kind=TransferKind.STEP_DOWN,
        at=NOW,
    )

    page = shown(manager)

    assert f"Shaw, {up.reference}" in part(page, "Went up to social care")
    assert down.reference in part(page, "Waits for an answer")
    assert done.reference in page.partition("Came down from social care")[2]
    assert AccessEntry.objects.filter(family_id=up.family_id, url_name="liaison").exists()


@pytest.mark.usefixtures("today")
def test_social_care_hears_of_what_is_handed_over_without_a_name_and_of_no_restricted_family(
    manager: Practitioner,
) -> None:
    up, secret = (
        door.decided(manager, Outcome.STEP_UP, received_at=NOW - timedelta(hours=3), at=NOW) for _ in range(2)
    )
    Family.objects.filter(pk=secret.family_id).update(
        restriction="restricted", restriction_reason="Known here", restricted_at=NOW, review_on=NOW.date()
    )
    liaison, _ = plans.social_care()

    page = shown(liaison)

    assert up.reference in page
    assert "Shaw" not in page
    assert secret.reference not in page


@pytest.mark.usefixtures("today")
def test_another_day_shows_what_happened_then_and_takes_no_notes(manager: Practitioner) -> None:
    yesterday = NOW - timedelta(days=1)
    up = door.decided(manager, Outcome.STEP_UP, received_at=yesterday - timedelta(hours=3), at=yesterday)
    asked = {
        "day-day": str(yesterday.day),
        "day-month": str(yesterday.month),
        "day-year": str(yesterday.year),
    }

    then = shown(manager, **asked)

    assert up.reference in then
    assert "Note what was agreed" not in then
    assert up.reference not in shown(manager)


# What was agreed


@pytest.mark.usefixtures("today")
def test_what_was_agreed_is_noted_and_journalled(stepped_up: Transfer, manager: Practitioner) -> None:
    browser, key = Browser(manager), f"transfer:{stepped_up.pk}"

    nothing = text(browser.post("liaison", about=key, **{f"transfer-{stepped_up.pk}-text": ""}))
    browser.post("liaison", about=key, **{f"transfer-{stepped_up.pk}-text": "A joint visit on Friday"})

    note = LiaisonNote.objects.get()
    assert "Write what was agreed, and who does it" in nothing
    assert (note.transfer, note.text, note.by) == (stepped_up, "A joint visit on Friday", manager)
    event = Event.objects.get(kind=events.LIAISON_AGREED)
    assert (event.family_id, event.case_id) == (stepped_up.case.family_id, stepped_up.case_id)
    assert "A joint visit on Friday Agreed" in shown(manager)


@pytest.mark.usefixtures("today")
def test_what_was_agreed_about_an_enquiry(manager: Practitioner) -> None:
    enquiry = door.decided(manager, Outcome.STEP_UP, received_at=NOW - timedelta(hours=3), at=NOW)

    Browser(manager).post(
        "liaison", about=f"enquiry:{enquiry.pk}", **{f"enquiry-{enquiry.pk}-text": "They ring her today"}
    )

    assert LiaisonNote.objects.get().enquiry == enquiry
    assert Event.objects.get(kind=events.LIAISON_AGREED).data == {"enquiry": str(enquiry.pk)}


@pytest.mark.usefixtures("today")
def test_what_does_not_stand_on_the_list_takes_no_note(manager: Practitioner) -> None:
    other = door.received()

    for key in (f"enquiry:{other.pk}", "nonsense"):
        page = Browser(manager).post("liaison", about=key, **{f"{key.replace(':', '-')}-text": "x"})
        assert "This no longer stands on your list." in text(page)
    assert not LiaisonNote.objects.exists()


def test_nothing_is_noted_without_its_event(manager: Practitioner) -> None:
    enquiry = door.received()

    nothing_is_saved_without_its_event(lambda: note_agreed(about=enquiry, text="x", by=manager, at=NOW))

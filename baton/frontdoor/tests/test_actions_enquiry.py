"""An enquiry arrives, is claimed, placed, paused, taken out of the figures and opened again."""

from datetime import timedelta

import pytest

from baton.core.versions import Stale
from baton.frontdoor import events
from baton.frontdoor.actions import board, claim, exclusion
from baton.frontdoor.actions.decision import TakenUp, take_up
from baton.frontdoor.actions.receipt import ReceivedInFuture, receive
from baton.frontdoor.actions.values import Enquirer
from baton.frontdoor.models import Enquiry, Exclusion
from baton.frontdoor.rules import reference
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import Channel, NotPossibleNow, NotWaiting, SourceType, State, Urgency
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.journal.models import ActorKind, Event
from baton.partnership.tests.factories import locality, organisation, practitioner
from baton.people.tests.factories import family

pytestmark = pytest.mark.django_db


def kinds(enquiry: Enquiry) -> list[str]:
    return list(Event.objects.filter(subject_id=enquiry.pk).order_by("id").values_list("kind", flat=True))


def test_an_enquiry_arrives_with_its_people_its_clock_and_a_reference() -> None:
    screener = factories.screener()

    enquiry = receive(new=factories.new_enquiry(), by=screener, at=NOW + HOUR)

    assert reference.read(enquiry.reference) == enquiry.reference
    assert [person.given_names for person in enquiry.people.order_by("position")] == ["Ava", "Kelly"]
    assert (enquiry.received_at, enquiry.keyed_at, enquiry.keyed_by) == (NOW, NOW + HOUR, screener)
    assert enquiry.due_at == enquiry.target_at == NOW + timedelta(hours=48)
    assert (enquiry.state, enquiry.version) == (State.NEW, 1)


def test_a_receipt_is_dated_when_it_was_received() -> None:
    enquiry = receive(new=factories.new_enquiry(), by=factories.screener(), at=NOW + HOUR)

    event = Event.objects.get(subject_id=enquiry.pk)

    assert (event.kind, event.at) == (events.RECEIVED, NOW)
    assert event.data["channel"] == "phone"
    assert event.actor_kind == ActorKind.PRACTITIONER


def test_a_family_that_asks_by_itself_is_the_actor() -> None:
    enquiry = factories.received(enquirer=Enquirer(by_family=True), channel=Channel.ONLINE)

    assert Event.objects.get(subject_id=enquiry.pk).actor_kind == ActorKind.FAMILY
    assert enquiry.source_type == SourceType.FAMILY


def test_an_enquiry_cannot_be_received_after_it_was_keyed() -> None:
    with pytest.raises(ReceivedInFuture):
        receive(new=factories.new_enquiry(received_at=NOW + HOUR), by=None, at=NOW)

    assert not Enquiry.objects.exists()


def test_the_source_follows_the_kind_of_organisation() -> None:
    teacher = practitioner(at=organisation(agency_type="school"))

    enquiry = factories.received(factories.by(teacher))

    assert enquiry.source_type == SourceType.SCHOOL


def test_an_unknown_kind_of_organisation_counts_as_other() -> None:
    stranger = practitioner(at=organisation(agency_type="no_such_type"))

    assert factories.received(factories.by(stranger)).source_type == SourceType.OTHER


def test_without_organisation_the_source_is_other() -> None:
    assert factories.received().source_type == SourceType.OTHER


def test_a_given_locality_is_kept() -> None:
    north = locality()

    assert factories.received(locality=north).locality == north


def test_a_taken_reference_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = factories.received()
    monkeypatch.setattr("baton.frontdoor.actions.building.new_reference", lambda prefix: first.reference)

    assert factories.received().reference != first.reference


def test_nobody_is_looked_up_when_an_enquiry_arrives() -> None:
    factories.received()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as queries:
        factories.received()

    assert not [query for query in queries.captured_queries if "people_person" in query["sql"]]


def test_claiming_says_who_screens() -> None:
    screener = factories.screener()

    enquiry = factories.claimed(screener)

    assert (enquiry.state, enquiry.claimed_by, enquiry.claimed_at) == (State.SCREENING, screener, NOW)
    assert kinds(enquiry) == [events.RECEIVED, events.CLAIMED]


def test_claiming_what_one_has_changes_nothing() -> None:
    screener = factories.screener()
    enquiry = factories.claimed(screener)

    claim.claim(enquiry=enquiry, by=screener, at=NOW + HOUR)

    assert factories.fresh(enquiry).claimed_at == NOW
    assert kinds(enquiry).count(events.CLAIMED) == 1


def test_what_somebody_else_has_claimed_is_theirs() -> None:
    enquiry = factories.claimed(factories.screener(name="Sam Screener"))

    with pytest.raises(claim.AlreadyClaimed, match="Sam Screener"):
        claim.claim(enquiry=enquiry, by=factories.screener(), at=NOW)


def test_a_claim_can_be_taken_over() -> None:
    enquiry, manager = factories.claimed(factories.screener()), factories.manager()

    claim.claim(enquiry=enquiry, by=manager, at=NOW, take_over=True)

    assert factories.fresh(enquiry).claimed_by == manager


def test_releasing_puts_it_back() -> None:
    screener = factories.screener()
    enquiry = factories.claimed(screener)

    claim.release(enquiry=enquiry, by=screener, at=NOW)

    after = factories.fresh(enquiry)
    assert (after.state, after.claimed_by, after.claimed_at) == (State.NEW, None, None)
    assert kinds(enquiry)[-1] == events.RELEASED


def test_what_is_not_claimed_cannot_be_released() -> None:
    with pytest.raises(NotPossibleNow):
        claim.release(enquiry=factories.received(), by=factories.screener(), at=NOW)


def test_urgency_moves_no_clock() -> None:
    enquiry = factories.received()

    after = board.set_urgency(enquiry=enquiry, urgency=Urgency.TODAY, by=factories.screener(), at=NOW)

    assert (after.urgency, after.due_at) == (Urgency.TODAY, enquiry.due_at)
    assert kinds(enquiry)[-1] == events.URGENCY_SET


def test_the_same_urgency_is_no_event() -> None:
    enquiry = factories.received()

    board.set_urgency(enquiry=enquiry, urgency=Urgency.ROUTINE, by=factories.screener(), at=NOW)

    assert kinds(enquiry) == [events.RECEIVED]


def test_placing_an_enquiry_places_its_family() -> None:
    screener, north = factories.screener(), locality()
    enquiry = factories.linked(factories.claimed(screener), screener)

    board.place(enquiry=enquiry, locality=north, by=screener, at=NOW)

    after = factories.fresh(enquiry)
    assert after.locality == north
    assert after.family is not None
    assert after.family.locality == north


def test_placing_leaves_a_placed_family_where_it_is() -> None:
    screener, north, south = factories.screener(), locality(), locality("south")
    enquiry = factories.received(locality=north)
    Enquiry.objects.filter(pk=enquiry.pk).update(family=family(locality=north), linked_at=NOW)

    board.place(enquiry=enquiry, locality=south, by=screener, at=NOW)

    after = factories.fresh(enquiry)
    assert after.family is not None
    assert (after.locality, after.family.locality) == (south, north)


def test_a_pause_moves_the_due_moment_and_not_the_target() -> None:
    enquiry, screener = factories.received(), factories.screener()

    board.pause(enquiry=enquiry, reason="The school is closed.", by=screener, at=NOW + HOUR)
    after = board.resume(enquiry=enquiry, by=screener, at=NOW + 4 * HOUR)

    assert after.due_at == enquiry.due_at + 3 * HOUR
    assert after.target_at == enquiry.target_at
    assert kinds(enquiry)[1:] == [events.PAUSED, events.RESUMED]


def test_a_clock_is_paused_once() -> None:
    enquiry, screener = factories.received(), factories.screener()
    board.pause(enquiry=enquiry, reason="Waiting.", by=screener, at=NOW)

    with pytest.raises(board.AlreadyPaused):
        board.pause(enquiry=enquiry, reason="Waiting.", by=screener, at=NOW)


def test_a_running_clock_cannot_be_started() -> None:
    with pytest.raises(board.NotPaused):
        board.resume(enquiry=factories.received(), by=factories.screener(), at=NOW)


def test_a_decided_enquiry_has_no_clock() -> None:
    screener = factories.screener()

    with pytest.raises(NotWaiting):
        board.pause(enquiry=factories.decided(screener), reason="Waiting.", by=screener, at=NOW)


def test_a_decision_ends_a_pause() -> None:
    screener = factories.screener()
    enquiry = factories.linked(factories.checked(factories.claimed(screener), screener), screener)
    board.pause(enquiry=enquiry, reason="Waiting.", by=screener, at=NOW)

    factories.decide(enquiry, screener, at=NOW + HOUR)

    assert factories.fresh(enquiry).pauses.get().to_at == NOW + HOUR


def test_what_was_keyed_in_error_is_in_no_figure_from_then_on() -> None:
    enquiry = factories.received()

    exclusion.withdraw(
        enquiry=enquiry, reason="A test call.", by=factories.manager(), at=NOW + HOUR, expected_version=1
    )

    assert factories.fresh(enquiry).state == State.WITHDRAWN
    assert enquiry in Enquiry.objects.counted(NOW)
    assert enquiry not in Enquiry.objects.counted(NOW + HOUR)
    assert kinds(enquiry)[-1] == events.WITHDRAWN


def test_a_duplicate_names_the_one_that_stays() -> None:
    enquiry, original = factories.received(), factories.received()

    exclusion.mark_duplicate(
        enquiry=enquiry,
        original=original,
        reason="",
        by=factories.screener(),
        at=NOW + HOUR,
        expected_version=1,
    )

    assert factories.fresh(enquiry).state == State.DUPLICATE
    assert Exclusion.objects.get(enquiry=enquiry).duplicate_of == original
    assert list(Enquiry.objects.counted(NOW + 2 * HOUR)) == [original]


def test_no_enquiry_is_a_duplicate_of_itself() -> None:
    enquiry = factories.received()

    with pytest.raises(exclusion.NotAnOriginal):
        exclusion.mark_duplicate(
            enquiry=enquiry, original=enquiry, reason="", by=factories.screener(), at=NOW, expected_version=1
        )


def test_a_duplicate_cannot_be_the_original() -> None:
    enquiry, original, screener = factories.received(), factories.received(), factories.screener()
    exclusion.withdraw(enquiry=original, reason="Error.", by=screener, at=NOW, expected_version=1)

    with pytest.raises(exclusion.NotAnOriginal):
        exclusion.mark_duplicate(
            enquiry=enquiry, original=original, reason="", by=screener, at=NOW, expected_version=1
        )


def test_opening_again_counts_again_and_keeps_the_past() -> None:
    enquiry, manager = factories.received(), factories.manager()
    exclusion.withdraw(enquiry=enquiry, reason="Error.", by=manager, at=NOW + HOUR, expected_version=1)

    after = exclusion.reopen(
        enquiry=enquiry, reason="It was none.", by=manager, at=NOW + 2 * HOUR, expected_version=2
    )

    assert (after.state, after.claimed_by) == (State.SCREENING, manager)
    assert enquiry in Enquiry.objects.counted(NOW + 2 * HOUR)
    assert enquiry not in Enquiry.objects.counted(NOW + HOUR)
    assert after.notes.get().text == "It was none."


def test_reopening_keeps_the_first_decision() -> None:
    manager = factories.manager()
    enquiry = factories.decided(manager)

    exclusion.reopen(
        enquiry=enquiry, reason="News.", by=manager, at=NOW + 2 * HOUR, expected_version=enquiry.version
    )

    seen = Enquiry.objects.with_decisions(NOW + 3 * HOUR).get(pk=enquiry.pk)
    assert (seen.first_decided_at, seen.latest_outcome) == (NOW + HOUR, Outcome.ADVICE)


def test_what_help_came_from_cannot_be_taken_back() -> None:
    manager = factories.manager()
    enquiry = factories.decided(manager, Outcome.ASSESSMENT)
    take_up(enquiry=enquiry, by=manager, at=NOW + 2 * HOUR)

    for deed in (exclusion.withdraw, exclusion.reopen):
        with pytest.raises(TakenUp):
            deed(enquiry=enquiry, reason="x", by=manager, at=NOW + 3 * HOUR, expected_version=enquiry.version)


@pytest.mark.parametrize("deed", [exclusion.withdraw, exclusion.reopen])
def test_an_edit_that_began_earlier_loses(deed: object) -> None:
    manager = factories.manager()
    enquiry = factories.decided(manager)

    with pytest.raises(Stale):
        deed(enquiry=enquiry, reason="x", by=manager, at=NOW + 2 * HOUR, expected_version=1)  # type: ignore[operator]

"""A deed whose event cannot be written leaves nothing behind (architecture rule 4)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from baton.frontdoor.actions import (
    board,
    check,
    claim,
    decision,
    exclusion,
    handover,
    information,
    linking,
    saved_filter,
    specialist,
    stop,
    telling,
)
from baton.frontdoor.actions.bulk import Deed, PastEnquiry, receive_many, take_up_many
from baton.frontdoor.actions.linking import Plan
from baton.frontdoor.actions.receipt import receive
from baton.frontdoor.models import Enquiry, InformationRequest, SavedFilter, SpecialistRequest
from baton.frontdoor.rules.check import Answer, CheckKind
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import Urgency
from baton.frontdoor.rules.specialist import SpecialistOutcome
from baton.frontdoor.rules.telling import How
from baton.frontdoor.tests import factories, specialists
from baton.frontdoor.tests.asking import NURSE, ask, reply
from baton.frontdoor.tests.factories import HOUR, NOW
from baton.frontdoor.tests.specialists import clinician
from baton.journal.tests import breaking
from baton.partnership.models import Practitioner
from baton.partnership.tests.factories import locality, practitioner
from baton.people.models import Family
from baton.people.tests.factories import family

pytestmark = pytest.mark.django_db
LATER = NOW + 3 * HOUR
ADVICE = SpecialistOutcome.ADVICE


def of_new(deed: Callable[[Enquiry, Practitioner], Any]) -> Callable[[], Any]:
    screener = factories.screener()
    enquiry = factories.received()
    return lambda: deed(enquiry, screener)


def of_claimed(deed: Callable[[Enquiry, Practitioner], Any]) -> Callable[[], Any]:
    screener = factories.screener()
    enquiry = factories.checked(factories.claimed(screener), screener)
    return lambda: deed(enquiry, screener)


def of_decided(
    deed: Callable[[Enquiry, Practitioner], Any], outcome: Outcome = Outcome.ASSESSMENT
) -> Callable[[], Any]:
    screener = factories.screener()
    enquiry = factories.decided(screener, outcome)
    return lambda: deed(enquiry, screener)


def paused(enquiry: Enquiry, by: Practitioner) -> Any:
    return board.resume(enquiry=enquiry, by=by, at=LATER)


def with_pause() -> Callable[[], Any]:
    screener, enquiry = factories.screener(), factories.received()
    board.pause(enquiry=enquiry, reason="x", by=screener, at=NOW)
    return lambda: paused(enquiry, screener)


def of_asked(deed: Callable[[InformationRequest, Practitioner], Any]) -> Callable[[], Any]:
    screener = factories.screener()
    request = ask(factories.claimed(screener), screener)
    return lambda: deed(request, screener)


def of_specialists(deed: Callable[[SpecialistRequest, Practitioner], Any]) -> Callable[[], Any]:
    screener = factories.screener()
    clinician()
    request = specialists.ask(factories.claimed(screener), screener)
    return lambda: deed(request, screener)


def save(by: Practitioner) -> SavedFilter:
    return saved_filter.save_filter(name="Late", query="show=late", is_default=True, by=by, at=NOW)


def with_filter(deed: Callable[..., Any]) -> Callable[[], Any]:
    screener = factories.screener()
    kept = save(screener)
    return lambda: deed(saved=kept, by=screener, at=NOW)


def stopped() -> Callable[[], Any]:
    manager = factories.manager()
    kept = stop.record_stop(child="Ava", organisation=None, by=practitioner(), at=NOW)
    return lambda: stop.record_receipt(stop=kept, note="x", by=manager, at=LATER)


DEEDS: dict[str, Callable[[], Callable[[], Any]]] = {
    "receive": lambda: lambda: receive(new=factories.new_enquiry(), by=None, at=NOW),
    "receive_many": lambda: (
        lambda: receive_many([PastEnquiry(new=factories.new_enquiry(), keyed=Deed(at=NOW))])
    ),
    "claim": lambda: of_new(lambda one, by: claim.claim(enquiry=one, by=by, at=NOW)),
    "release": lambda: of_claimed(lambda one, by: claim.release(enquiry=one, by=by, at=NOW)),
    "urgency": lambda: of_new(
        lambda one, by: board.set_urgency(enquiry=one, urgency=Urgency.TODAY, by=by, at=NOW)
    ),
    "place": lambda: of_new(lambda one, by: board.place(enquiry=one, locality=locality(), by=by, at=NOW)),
    "pause": lambda: of_new(lambda one, by: board.pause(enquiry=one, reason="x", by=by, at=NOW)),
    "resume": with_pause,
    "check": lambda: of_new(
        lambda one, by: check.answer_check(
            enquiry=one, kind=CheckKind.KNOWN, answer=Answer.NOT_KNOWN, note="", by=by, at=NOW
        )
    ),
    "checks": lambda: of_new(
        lambda one, by: check.answer_checks(
            enquiry=one, answers={CheckKind.KNOWN: (Answer.NOT_KNOWN, "")}, by=by, at=NOW, expected_version=0
        )
    ),
    "note": lambda: of_new(lambda one, by: check.add_note(enquiry=one, text="x", source="", by=by, at=NOW)),
    "link": lambda: of_claimed(
        lambda one, by: linking.link_family(
            enquiry=one, plan=Plan(family=Family.objects.get()), by=by, at=NOW, expected_version=1
        )
    ),
    "decide": lambda: of_claimed(lambda one, by: factories.decide(one, by)),
    "redecide": lambda: of_decided(
        lambda one, by: decision.redecide(
            enquiry=one, ruling=factories.ruling(), by=by, at=LATER, expected_version=one.version
        )
    ),
    "take_up": lambda: of_decided(lambda one, by: decision.take_up(enquiry=one, by=by, at=LATER)),
    "take_up_many": lambda: of_decided(lambda one, by: take_up_many({one.pk: Deed(at=LATER)})),
    "tell": lambda: of_decided(lambda one, by: telling.tell(enquiry=one, how=How.PHONE, by=by, at=LATER)),
    "cannot_tell": lambda: of_decided(
        lambda one, by: telling.cannot_tell(enquiry=one, reason="x", by=by, at=LATER)
    ),
    "withdraw": lambda: of_new(
        lambda one, by: exclusion.withdraw(enquiry=one, reason="x", by=by, at=NOW, expected_version=1)
    ),
    "duplicate": lambda: of_new(
        lambda one, by: exclusion.mark_duplicate(
            enquiry=one,
            original=Enquiry.objects.exclude(pk=one.pk)[0],
            reason="",
            by=by,
            at=NOW,
            expected_version=1,
        )
    ),
    "reopen": lambda: of_decided(
        lambda one, by: exclusion.reopen(
            enquiry=one, reason="x", by=by, at=LATER, expected_version=one.version
        )
    ),
    "ask": lambda: of_claimed(lambda one, by: ask(one, by)),
    "open_request": lambda: of_asked(
        lambda one, by: information.open_request(request=one, replier=NURSE, at=NOW)
    ),
    "reply": lambda: of_asked(lambda one, by: reply(one)),
    "withdraw_request": lambda: of_asked(
        lambda one, by: information.withdraw_request(request=one, reason="x", by=by, at=NOW)
    ),
    "remind": lambda: of_asked(lambda one, by: information.remind(request=one, at=NOW + timedelta(days=1))),
    "ask_specialists": lambda: of_claimed(lambda one, by: (clinician(), specialists.ask(one, by))),
    "answer_as_specialist": lambda: of_specialists(
        lambda one, by: specialist.answer(request=one, outcome=ADVICE, view="x", by=by, at=NOW)
    ),
    "withdraw_from_specialists": lambda: of_specialists(
        lambda one, by: specialist.withdraw(request=one, reason="x", by=by, at=NOW)
    ),
    "remind_specialists": lambda: of_specialists(
        lambda one, by: specialist.remind(request=one, at=NOW + timedelta(days=1, hours=1))
    ),
    "hand_over": lambda: of_claimed(
        lambda one, by: handover.hand_over(
            handed=[handover.Handed(enquiry=one, seen=handover.mark_of(one), note="x")],
            to=None,
            by=by,
            at=NOW,
        )
    ),
    "save_filter": lambda: of_new(lambda one, by: save(by)),
    "make_default": lambda: with_filter(saved_filter.make_default),
    "forget_filter": lambda: with_filter(saved_filter.forget_filter),
    "stop": lambda: lambda: stop.record_stop(child="Ava", organisation=None, by=practitioner(), at=NOW),
    "receipt": stopped,
}


@pytest.mark.parametrize("name", list(DEEDS))
def test_nothing_is_saved_without_its_event(name: str) -> None:
    factories.received()
    locality()
    family()
    deed = DEEDS[name]()

    breaking.nothing_is_saved_without_its_event(deed, "frontdoor", "notices", "people")

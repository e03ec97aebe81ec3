"""What arrives in bulk leaves the rows and events that the single deeds leave."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from baton.frontdoor.actions import check, claim, decision, linking, telling
from baton.frontdoor.actions.bulk import (
    CheckDeed,
    DecisionDeed,
    Deed,
    LinkDeed,
    PastEnquiry,
    TellingDeed,
    receive_many,
    take_up_many,
)
from baton.frontdoor.actions.linking import Plan
from baton.frontdoor.actions.receipt import receive
from baton.frontdoor.models import Enquiry
from baton.frontdoor.rules.check import Answer, CheckKind
from baton.frontdoor.rules.decision import Outcome
from baton.frontdoor.rules.enquiry import State
from baton.frontdoor.rules.telling import How
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW, SAID
from baton.journal.models import Event
from baton.people.models import Family, LevelReading, Need, Person
from baton.people.tests.factories import adult, child, family

pytestmark = pytest.mark.django_db

NEW = factories.new_enquiry(said=replace(SAID, needs=("sleep", "school_attendance")))
FIRST, SECOND = factories.ruling(Outcome.ADVICE), factories.ruling(Outcome.ASSESSMENT, level=3)


def one_by_one(known: Family, people: list[Person], screener: Any) -> Enquiry:
    enquiry = receive(new=NEW, by=screener, at=NOW)
    claim.claim(enquiry=enquiry, by=screener, at=NOW + HOUR)
    for kind in CheckKind:
        check.answer_check(
            enquiry=enquiry, kind=kind, answer=Answer.NOT_KNOWN, note="", by=screener, at=NOW + HOUR
        )
    matches = {row.pk: people[row.position] for row in enquiry.people.all()}
    linking.link_family(
        enquiry=enquiry,
        plan=Plan(family=known, matches=matches),
        by=screener,
        at=NOW + 2 * HOUR,
        expected_version=1,
    )
    decision.decide(enquiry=enquiry, ruling=FIRST, by=screener, at=NOW + 3 * HOUR, expected_version=2)
    decision.redecide(enquiry=enquiry, ruling=SECOND, by=screener, at=NOW + 4 * HOUR, expected_version=3)
    telling.tell(enquiry=enquiry, how=How.PHONE, by=screener, at=NOW + 5 * HOUR)
    decision.take_up(enquiry=enquiry, by=screener, at=NOW + 6 * HOUR)
    return factories.fresh(enquiry)


def past(known: Family, people: list[Person], screener: Any) -> PastEnquiry:
    return PastEnquiry(
        new=NEW,
        keyed=Deed(at=NOW, by=screener),
        claimed=Deed(at=NOW + HOUR, by=screener),
        checks=[
            CheckDeed(at=NOW + HOUR, by=screener, kind=kind, answer=Answer.NOT_KNOWN) for kind in CheckKind
        ],
        linked=LinkDeed(at=NOW + 2 * HOUR, by=screener, family=known, people=dict(enumerate(people))),
        decisions=[
            DecisionDeed(at=NOW + 3 * HOUR, by=screener, ruling=FIRST),
            DecisionDeed(at=NOW + 4 * HOUR, by=screener, ruling=SECOND),
        ],
        told=TellingDeed(at=NOW + 5 * HOUR, by=screener, how=How.PHONE),
        taken_up=Deed(at=NOW + 6 * HOUR, by=screener),
    )


def rows(enquiry: Enquiry) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every row of an enquiry without what must differ: its own keys and its reference."""
    differ = {"id", "reference", "enquiry_id", "decision_id"}
    for name in ("people", "checks", "decisions", "tellings", "notes", "exclusions"):
        found = getattr(enquiry, name).values()
        yield (
            name,
            sorted(
                ({key: value for key, value in row.items() if key not in differ} for row in found), key=str
            ),
        )
    own = Enquiry.objects.filter(pk=enquiry.pk).values()[0]
    yield "enquiry", [{key: value for key, value in own.items() if key not in differ}]


def events(enquiry: Enquiry) -> list[tuple[Any, ...]]:
    ids = [enquiry.pk, *enquiry.people.values_list("pk", flat=True)]
    swap = {
        str(one): "an id"
        for one in [enquiry.reference, enquiry.pk, *enquiry.decisions.values_list("pk", flat=True)]
    }
    found = Event.objects.filter(subject_id__in=ids)
    return sorted(
        (
            (
                event.at,
                event.kind,
                event.actor_id,
                event.family_id,
                event.person_id,
                json.dumps(
                    {key: swap.get(str(value), value) for key, value in event.data.items()}, sort_keys=True
                ),
            )
            for event in found
        ),
        key=str,
    )


def facts(known: Family) -> list[Any]:
    keep = ("level", "occasion", "on", "by_id")
    levels = list(LevelReading.objects.filter(family=known).order_by("on", "level").values_list(*keep))
    needs = list(Need.objects.filter(family=known).order_by("code").values_list("code", "source", "on"))
    told = Event.objects.of_family(known.pk).filter(kind__startswith="people.").order_by("at", "kind")
    return [levels, needs, list(told.values_list("kind", "at", "actor_id", "data"))]


def test_many_at_once_are_as_one_by_one() -> None:
    screener, known = factories.screener(), family("Shaw")
    people = [child("Ava", of=known), adult("Kelly", of=known)]
    single = one_by_one(known, people, screener)
    before, single_rows, single_events = facts(known), dict(rows(single)), events(single)
    LevelReading.objects.all().delete()
    Need.objects.all().delete()
    seen = set(Event.objects.values_list("pk", flat=True))

    (bulk,) = receive_many([past(known, people, screener)])

    assert dict(rows(bulk)) == single_rows
    assert events(bulk) == single_events
    after = facts(known)
    assert after[:2] == before[:2]
    written = Event.objects.exclude(pk__in=seen).filter(kind__startswith="people.").order_by("at", "kind")
    facts_kinds = [kind for kind, *_ in before[2] if "level" in kind or "need" in kind]
    assert [event.kind for event in written] == facts_kinds


def test_old_records_may_know_little() -> None:
    (enquiry,) = receive_many(
        [
            PastEnquiry(
                new=factories.new_enquiry(people=(), imported_ref="legacy:1"),
                keyed=Deed(at=NOW + 9 * HOUR),
                decisions=[
                    DecisionDeed(
                        at=NOW + HOUR,
                        ruling=factories.ruling(level=None, reason="", made_with_enquirer=None),
                    )
                ],
                told=TellingDeed(at=NOW + HOUR),
            )
        ]
    )

    assert (enquiry.state, enquiry.claimed_by, enquiry.imported_ref) == (State.DECIDED, None, "legacy:1")
    assert enquiry.tellings.get().how == ""


def test_an_enquiry_without_deeds_is_new() -> None:
    (enquiry,) = receive_many([PastEnquiry(new=factories.new_enquiry(), keyed=Deed(at=NOW))])

    assert enquiry.state == State.NEW


def test_a_claimed_one_is_being_screened() -> None:
    screener = factories.screener()
    (enquiry,) = receive_many(
        [PastEnquiry(new=factories.new_enquiry(), keyed=Deed(at=NOW), claimed=Deed(at=NOW, by=screener))]
    )

    assert (enquiry.state, enquiry.claimed_by) == (State.SCREENING, screener)


def test_a_decision_without_a_telling_or_a_case_waits_for_both() -> None:
    (enquiry,) = receive_many(
        [
            PastEnquiry(
                new=factories.new_enquiry(),
                keyed=Deed(at=NOW),
                decisions=[DecisionDeed(at=NOW + HOUR, ruling=SECOND)],
            )
        ]
    )

    assert list(Enquiry.objects.awaiting_case()) == [enquiry]
    assert list(Enquiry.objects.not_told()) == [enquiry]


def test_many_are_taken_up_at_once() -> None:
    waiting = PastEnquiry(
        new=factories.new_enquiry(),
        keyed=Deed(at=NOW),
        decisions=[DecisionDeed(at=NOW + HOUR, ruling=SECOND)],
    )
    first, second = receive_many([waiting, waiting])

    taken = take_up_many({first.pk: Deed(at=NOW + 2 * HOUR)})

    assert taken == 1
    assert list(Enquiry.objects.awaiting_case()) == [second]


def test_references_differ() -> None:
    simple = PastEnquiry(new=factories.new_enquiry(), keyed=Deed(at=NOW))

    made = receive_many([simple] * 50)

    assert len({enquiry.reference for enquiry in made}) == 50

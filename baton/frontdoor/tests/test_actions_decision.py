"""Deciding an enquiry, deciding it again, and handing the decision on."""

from dataclasses import replace

import pytest
from django.db import connection

from baton.frontdoor import events
from baton.frontdoor.actions import decision
from baton.frontdoor.models import Decision, Enquiry
from baton.frontdoor.rules.decision import LeadsTo, Outcome
from baton.frontdoor.rules.enquiry import NotPossibleNow, State
from baton.frontdoor.tests import factories
from baton.frontdoor.tests.factories import HOUR, NOW, SAID
from baton.journal.models import Event
from baton.people.models import Involvement, LevelReading, Need
from baton.people.rules.facts import Occasion, Source
from baton.people.tests.factories import family

pytestmark = pytest.mark.django_db


def last_kind(enquiry: Enquiry) -> str:
    return Event.objects.filter(subject_id=enquiry.pk).order_by("-id").values_list("kind", flat=True)[0]


# The decision


def ready(by: object, **values: object) -> Enquiry:
    return factories.linked(
        factories.checked(factories.claimed(by, **values), by),
        by,  # type: ignore[arg-type]
    )


def test_a_decision_stops_the_clock_and_states_the_facts() -> None:
    screener = factories.screener()
    enquiry = ready(screener, said=replace(SAID, needs=("sleep",)))

    made = factories.decide(enquiry, screener, Outcome.ASSESSMENT, level=3)

    assert (made.number, made.leads_to, made.level) == (1, LeadsTo.CASE, 3)
    assert factories.fresh(enquiry).state == State.DECIDED
    reading = LevelReading.objects.get()
    assert (reading.level, reading.occasion, reading.family) == (3, Occasion.SCREENING, enquiry.family)
    assert (Need.objects.get().code, Need.objects.get().source) == ("sleep", Source.ENQUIRY)
    assert last_kind(enquiry) == events.DECIDED


def test_advice_without_a_family_states_nothing() -> None:
    screener = factories.screener()
    enquiry = factories.checked(factories.claimed(screener), screener)

    factories.decide(enquiry, screener)

    assert not LevelReading.objects.exists()


def test_a_decision_says_what_is_missing() -> None:
    screener = factories.screener()

    with pytest.raises(decision.CannotDecide) as refused:
        factories.decide(factories.claimed(screener), screener, Outcome.ASSESSMENT, level=None, reason="")

    assert [blocker.field for blocker in refused.value.blockers] == ["checks"] * 3 + [
        "family",
        "level",
        "reason",
    ]
    assert not Decision.objects.exists()


def test_an_outcome_that_is_not_offered_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoOutcomes:
        outcomes = ()

    screener = factories.screener()
    enquiry = ready(screener)
    monkeypatch.setattr(decision.profiles, "current", NoOutcomes)

    with pytest.raises(decision.NotOffered):
        factories.decide(enquiry, screener)


def test_an_unclaimed_enquiry_is_not_decided() -> None:
    screener = factories.screener()

    with pytest.raises(NotPossibleNow):
        factories.decide(factories.checked(factories.received(), screener), screener)


def test_information_goes_to_help_of_this_family() -> None:
    screener = factories.screener()
    enquiry = ready(screener)
    mine = Involvement.objects.create(family=enquiry.family, kind="case", contact="Pat")
    ava = enquiry.people.get(given_names="Ava").person
    hers = Involvement.objects.create(person=ava, kind="school", contact="Mr Hill")
    other = Involvement.objects.create(family=family("Other"), kind="case", contact="Sam")

    for involvement in (other, None):
        with pytest.raises(decision.CannotDecide):
            factories.decide(enquiry, screener, Outcome.EXISTING_CASE, involvement=involvement)
    made = factories.decide(enquiry, screener, Outcome.EXISTING_CASE, involvement=mine)
    again = decision.redecide(
        enquiry=enquiry,
        ruling=factories.ruling(Outcome.EXISTING_CASE, involvement=hers),
        by=screener,
        at=NOW + 2 * HOUR,
        expected_version=factories.fresh(enquiry).version,
    )

    assert made.involvement == mine
    assert list(Decision.objects.for_involvement(hers)) == [again]
    assert not Decision.objects.for_involvement(mine).exists()


def test_help_under_way_without_a_family_is_refused() -> None:
    screener = factories.screener()
    enquiry = factories.checked(factories.claimed(screener), screener)
    other = Involvement.objects.create(family=family("Other"), kind="case", contact="Sam")

    with pytest.raises(decision.CannotDecide):
        factories.decide(enquiry, screener, Outcome.EXISTING_CASE, involvement=other)


def test_deciding_again_keeps_the_first_and_counts_the_latest() -> None:
    screener = factories.screener()
    enquiry = factories.decided(screener)

    decision.redecide(
        enquiry=enquiry,
        ruling=factories.ruling(Outcome.ASSESSMENT),
        by=screener,
        at=NOW + 3 * HOUR,
        expected_version=enquiry.version,
    )

    then = Enquiry.objects.with_decisions(NOW + 2 * HOUR).get(pk=enquiry.pk)
    now = Enquiry.objects.with_decisions(NOW + 3 * HOUR).get(pk=enquiry.pk)
    assert (then.latest_outcome, now.latest_outcome) == (Outcome.ADVICE, Outcome.ASSESSMENT)
    assert now.first_decided_at == then.first_decided_at == NOW + HOUR
    assert now.latest_decided_at == NOW + 3 * HOUR
    assert last_kind(enquiry) == events.REDECIDED


def test_needs_are_stated_once() -> None:
    screener = factories.screener()
    enquiry = ready(screener, said=replace(SAID, needs=("sleep",)))
    factories.decide(enquiry, screener)

    decision.redecide(
        enquiry=enquiry,
        ruling=factories.ruling(level=3),
        by=screener,
        at=NOW + 2 * HOUR,
        expected_version=factories.fresh(enquiry).version,
    )

    assert Need.objects.count() == 1
    assert LevelReading.objects.count() == 2


@pytest.mark.parametrize("outcome", [Outcome.ASSESSMENT, Outcome.SINGLE_AGENCY])
def test_what_was_decided_for_help_waits_until_it_is_taken_up(outcome: Outcome) -> None:
    screener = factories.screener()
    enquiry = factories.decided(screener, outcome)
    before = list(Enquiry.objects.awaiting_case())

    decision.take_up(enquiry=enquiry, by=screener, at=NOW + 2 * HOUR)

    assert before == [enquiry]
    assert not Enquiry.objects.awaiting_case().exists()
    assert last_kind(enquiry) == events.TAKEN_UP


def test_what_waits_for_a_case_is_found_by_an_index_of_its_own_however_large_the_register() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert "decision_awaiting_case" in Enquiry.objects.awaiting_case().explain()


def test_what_is_taken_up_is_not_decided_again() -> None:
    screener = factories.screener()
    enquiry = factories.decided(screener, Outcome.ASSESSMENT)
    decision.take_up(enquiry=enquiry, by=screener, at=NOW + 2 * HOUR)

    with pytest.raises(decision.TakenUp):
        decision.redecide(
            enquiry=enquiry,
            ruling=factories.ruling(),
            by=screener,
            at=NOW + 3 * HOUR,
            expected_version=enquiry.version,
        )


def test_advice_waits_for_no_case() -> None:
    screener = factories.screener()
    enquiry = factories.decided(screener)

    with pytest.raises(Decision.DoesNotExist):
        decision.take_up(enquiry=enquiry, by=screener, at=NOW)

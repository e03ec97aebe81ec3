"""Agreements, needs, levels of need, involvements: facts that any app above writes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from baton.core.versions import Stale
from baton.journal.models import Event
from baton.people import events
from baton.people.actions import agreement, involvement, level, need
from baton.people.actions.records import NewAgreement, NewInvolvement, NewLevel, NewNeed
from baton.people.models import AccessGrant, Agreement, Involvement, LevelReading, Need
from baton.people.rules.facts import (
    AgreementStatus,
    Capacity,
    GrantKind,
    Occasion,
    Purpose,
    Source,
)
from baton.people.tests import factories as make
from baton.people.tests.rollback import nothing_is_saved_without_its_event

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def by():
    return make.practitioner()


@pytest.fixture
def mother():
    return make.adult(of=make.family())


def answer(person, status=AgreementStatus.AGREED, on=JUNE, **values):
    values = {"purpose": Purpose.SERVICE, "family_id": person.memberships.get().family_id} | values
    return NewAgreement(person_id=person.pk, status=status, on=on, **values)


def in_force(person):
    return list(Agreement.objects.in_force().filter(person=person).values_list("status", "on"))


def test_an_answer_is_recorded_with_who_asked(by, mother):
    row = agreement.record(
        agreement=answer(mother, capacity=Capacity.PARENTAL_RESPONSIBILITY, method="in person"),
        by=by,
        at=make.NOW,
    )

    assert (row.recorded_by, row.capacity, row.ended_on) == (by, "parental_responsibility", None)
    event = Event.objects.get(kind=events.AGREEMENT_RECORDED)
    assert event.data == {"purpose": "service", "status": "agreed", "agency": None}
    assert list(Agreement.objects.agreed()) == [row]


def test_a_later_answer_overtakes_the_one_before(by, mother):
    agreement.record(agreement=answer(mother), by=by, at=make.NOW)

    agreement.record(agreement=answer(mother, AgreementStatus.REFUSED, JULY), by=by, at=make.NOW)

    assert in_force(mother) == [("refused", JULY)]
    assert Agreement.objects.get(on=JUNE).ended_on == JULY


def test_an_answer_given_before_the_one_in_force_is_history(by, mother):
    agreement.record(agreement=answer(mother), by=by, at=make.NOW)

    late = agreement.record(agreement=answer(mother, AgreementStatus.REFUSED, MAY), by=by, at=make.NOW)

    assert (in_force(mother), late.ended_on) == ([("agreed", JUNE)], JUNE)


def test_answers_to_other_questions_stay(by, mother):
    school, case = make.organisation(), uuid4()
    for values in [
        {},
        {"case_id": case},
        {"purpose": Purpose.SHARE, "agency_id": school.pk},
        {"purpose": Purpose.SHARE, "agency_words": "The old surgery"},
    ]:
        agreement.record(agreement=answer(mother, **values), by=by, at=make.NOW)

    assert len(in_force(mother)) == 4


def test_many_answers_of_one_person_end_one_another_in_their_order(by, mother):
    given = [
        answer(mother, AgreementStatus.WITHDRAWN, JULY),
        answer(mother, AgreementStatus.REFUSED, MAY),
        answer(mother, AgreementStatus.AGREED, JUNE),
    ]

    agreement.record_many(given, by=None, at=make.NOW)

    assert in_force(mother) == [("withdrawn", JULY)]
    ended = dict(Agreement.objects.values_list("on", "ended_on"))
    assert ended == {MAY: JUNE, JUNE: JULY, JULY: None}


def test_withdrawing_ends_the_access_that_the_agreement_gave(by, mother):
    given = agreement.record(agreement=answer(mother), by=by, at=make.NOW)
    make.grant(given.family, make.practitioner(), GrantKind.TEAM_MEMBER, source_id=given.pk)
    stays = make.grant(given.family, make.practitioner())

    row = agreement.withdraw(agreement=given, reason="She no longer wants it", on=JULY, by=by, at=make.NOW)

    assert (row.status, row.on, in_force(mother)) == ("withdrawn", JULY, [("withdrawn", JULY)])
    assert list(AccessGrant.objects.in_force(make.NOW)) == [stays]
    assert Event.objects.filter(kind=events.GRANT_ENDED).count() == 1


@pytest.mark.parametrize("status", [AgreementStatus.REFUSED, AgreementStatus.WITHDRAWN])
def test_only_what_is_agreed_can_be_withdrawn(by, mother, status):
    given = agreement.record(agreement=answer(mother, status), by=by, at=make.NOW)

    with pytest.raises(agreement.NotInForce):
        agreement.withdraw(agreement=given, on=JULY, by=by, at=make.NOW)


def test_only_what_is_in_force_can_be_withdrawn(by, mother):
    given = agreement.record(agreement=answer(mother), by=by, at=make.NOW)
    agreement.record(agreement=answer(mother, on=JULY), by=by, at=make.NOW)

    with pytest.raises(agreement.NotInForce):
        agreement.withdraw(agreement=given, on=JULY, by=by, at=make.NOW)


def test_a_need_is_recorded(by, mother):
    row = need.record(
        need=NewNeed(code="housing", source=Source.ENQUIRY, on=JUNE, person_id=mother.pk),
        by=by,
        at=make.NOW,
    )

    assert list(Need.objects.since(JUNE)) == [row]
    assert not Need.objects.since(JULY).exists()
    assert Event.objects.get(kind=events.NEED_RECORDED).data == {"code": "housing"}


def test_a_level_of_need_is_recorded(by):
    family, case = make.family(), uuid4()

    row = level.record(
        level=NewLevel(family_id=family.pk, level=3, occasion=Occasion.ALLOCATION, on=JUNE, case_id=case),
        by=by,
        at=make.NOW,
    )

    assert LevelReading.objects.get() == row
    event = Event.objects.get(kind=events.LEVEL_RECORDED)
    assert (event.case_id, event.data) == (case, {"level": 3, "occasion": "allocation"})


def involved(family, **values):
    values = {"kind": "school", "organisation_words": "Hill Top", "from_on": JUNE} | values
    return NewInvolvement(family_id=family.pk, **values)


def test_an_involvement_begins_is_corrected_and_ends(by):
    row = involvement.begin(involvement=involved(make.family()), by=by, at=make.NOW)

    corrected = involvement.correct(
        involvement=row, expected_version=1, role_words="Head of year", by=by, at=make.NOW
    )
    ended = involvement.end(involvement=row, on=JULY, by=by, at=make.NOW)
    again = involvement.end(involvement=row, on=JULY + timedelta(days=1), by=by, at=make.NOW)

    assert (corrected.role_words, ended.to_on, ended.version, again.to_on) == ("Head of year", JULY, 3, JULY)
    kinds = Event.objects.filter(kind__startswith="involvement.").order_by("id")
    assert [event.kind for event in kinds] == [
        events.INVOLVEMENT_BEGUN,
        events.INVOLVEMENT_CORRECTED,
        events.INVOLVEMENT_ENDED,
    ]
    with pytest.raises(Stale):
        involvement.correct(involvement=row, expected_version=1, role_words="", by=by, at=make.NOW)
    with pytest.raises(TypeError, match="ref"):
        involvement.correct(involvement=row, expected_version=3, ref=uuid4(), by=by, at=make.NOW)


def test_what_an_involvement_rests_on_ends_it_no_earlier_than_it_began(by):
    case, family = uuid4(), make.family()
    for from_on in (JUNE, None):
        involvement.begin(involvement=involved(family, ref=case, from_on=from_on), by=by, at=make.NOW)
    involvement.begin(involvement=involved(family), by=by, at=make.NOW)

    assert involvement.end_from(ref=case, on=MAY, by=by, at=make.NOW) == 2
    assert sorted(Involvement.objects.filter(ref=case).values_list("to_on", flat=True)) == [MAY, JUNE]
    assert Involvement.objects.current(make.TODAY).count() == 1


def test_nothing_is_saved_when_the_event_cannot_be_written(by, mother):
    family = mother.memberships.get().family
    given = agreement.record(agreement=answer(mother), by=by, at=make.NOW)
    row = involvement.begin(involvement=involved(family, ref=uuid4()), by=by, at=make.NOW)
    common = {"by": by, "at": make.NOW}

    for deed in [
        lambda: agreement.record(agreement=answer(mother, on=JULY), **common),
        lambda: agreement.withdraw(agreement=given, on=JULY, **common),
        lambda: need.record(
            need=NewNeed(code="housing", source=Source.ENQUIRY, on=JUNE, family_id=family.pk), **common
        ),
        lambda: level.record(
            level=NewLevel(family_id=family.pk, level=2, occasion=Occasion.REVIEW, on=JUNE), **common
        ),
        lambda: involvement.begin(involvement=involved(family), **common),
        lambda: involvement.correct(involvement=row, expected_version=1, role_words="Head", **common),
        lambda: involvement.end(involvement=row, on=JULY, **common),
        lambda: involvement.end_from(ref=row.ref, on=JULY, **common),
    ]:
        nothing_is_saved_without_its_event(deed)

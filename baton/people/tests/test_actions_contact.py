"""Addresses and contact ways: moved, added, corrected, made confidential."""

from datetime import date

import pytest

from baton.journal.models import Event
from baton.people import events
from baton.people.actions import address, contact_way, keys
from baton.people.actions.records import NewAddress, NewContactWay
from baton.people.models import Address, PersonKey
from baton.people.rules.keys import KeyKind, key
from baton.people.rules.persons import ContactKind
from baton.people.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make.practitioner()


def has_key(person, kind, text):
    return PersonKey.objects.filter(person=person, value=key(kind, text).value).exists()


def kinds_of(**about):
    return list(Event.objects.filter(**about).order_by("id").values_list("kind", flat=True))


def test_who_moves_together_leaves_the_old_address_together(by):
    family = make.family()
    mother, child = make.adult(of=family), make.child(of=family)
    old = [make.address(mother, from_on=date(2020, 1, 1)), make.address(child)]

    moved = address.move(
        people=[mother, child],
        address=NewAddress(lines="2 Low Road", postcode="dn45pq", from_on=date(2026, 9, 1)),
        by=by,
        at=make.NOW,
    )

    assert [row.postcode for row in moved] == ["DN4 5PQ", "DN4 5PQ"]
    for row in old:
        row.refresh_from_db()
        assert (row.to_on, row.version) == (date(2026, 9, 1), 2)
    assert has_key(child, KeyKind.POSTCODE, "DN12AB")
    assert has_key(child, KeyKind.POSTCODE, "DN45PQ")
    assert kinds_of(kind=events.ADDRESS_MOVED, family_id=family.pk) == [events.ADDRESS_MOVED] * 2


def test_a_child_with_two_homes_keeps_both(by):
    child = make.child(of=make.family())
    make.address(child)

    address.move(
        people=[child], address=NewAddress(postcode="DN4 5PQ"), keeps_others=True, by=by, at=make.NOW
    )

    assert Address.objects.current(make.TODAY).filter(person=child).count() == 2


def test_an_address_that_began_later_ends_no_earlier_than_it_began(by):
    child = make.child(of=make.family())
    old = make.address(child, from_on=date(2026, 9, 10))

    address.move(
        people=[child],
        address=NewAddress(postcode="DN4 5PQ", from_on=date(2026, 9, 1)),
        by=by,
        at=make.NOW,
    )

    old.refresh_from_db()
    assert old.to_on == date(2026, 9, 10)


def test_an_address_made_confidential_is_no_longer_found(by):
    child = make.child(of=make.family())
    row = make.address(child)
    keys.rewrite([child.pk])
    assert has_key(child, KeyKind.POSTCODE, "DN12AB")

    address.correct(
        address=row, expected_version=1, confidential=True, postcode="dn1 2ab", by=by, at=make.NOW
    )

    assert not has_key(child, KeyKind.POSTCODE, "DN12AB")
    assert Event.objects.get(kind=events.ADDRESS_CORRECTED).data == {"fields": ["confidential"]}


def test_an_address_stays_with_its_person(by):
    row = make.address(make.person())

    with pytest.raises(TypeError, match="person"):
        address.correct(address=row, expected_version=1, person=make.person(), by=by, at=make.NOW)


def test_a_correction_of_an_address_that_changes_nothing_is_recorded_as_such(by):
    row = make.address(make.person())

    address.correct(address=row, expected_version=1, lines=row.lines, by=by, at=make.NOW)

    assert Event.objects.get(kind=events.ADDRESS_CORRECTED).data == {"fields": []}


def test_a_contact_way_is_added_and_found(by):
    person = make.child(of=make.family())

    contact_way.add(
        person=person, way=NewContactWay(kind=ContactKind.PHONE, value="+44 1302 700701"), by=by, at=make.NOW
    )

    assert has_key(person, KeyKind.PHONE, "01302700701")
    assert kinds_of(person_id=person.pk) == [events.CONTACT_ADDED]


def test_a_contact_way_is_corrected(by):
    way = make.mobile(make.person())

    changed = contact_way.correct(
        way=way, expected_version=1, safe_to_text=False, note="He reads her messages", by=by, at=make.NOW
    )
    contact_way.correct(way=way, expected_version=2, kind="mobile", by=by, at=make.NOW)

    assert (changed.safe_to_text, changed.safe_to_ring) == (False, None)
    assert [event.data for event in Event.objects.filter(kind=events.CONTACT_CORRECTED).order_by("id")] == [
        {"fields": ["note", "safe_to_text"]},
        {"fields": []},
    ]


def test_a_contact_way_stays_with_its_person(by):
    with pytest.raises(TypeError, match="person_id"):
        contact_way.correct(
            way=make.mobile(make.person()), expected_version=1, person_id=None, by=by, at=make.NOW
        )

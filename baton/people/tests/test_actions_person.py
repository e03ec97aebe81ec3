"""Adding people and correcting what is known of them."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command

from baton.core.versions import Stale
from baton.journal.models import Event
from baton.people import events
from baton.people.actions import address, bulk, contact_way, keys
from baton.people.actions import person as actions
from baton.people.actions.records import NewAddress, NewContactWay, NewName, NewPerson
from baton.people.models import FormerName, NamePart, Person, PersonKey
from baton.people.rules.keys import KeyKind, key
from baton.people.rules.membership import MemberRole
from baton.people.rules.persons import ContactKind, FormerNameKind, Sex
from baton.people.tests import factories as make
from baton.people.tests.rollback import nothing_is_saved_without_its_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make.practitioner()


def has_key(person, kind, text):
    return PersonKey.objects.filter(person=person, value=key(kind, text).value).exists()


def kinds_of(**about):
    return list(Event.objects.filter(**about).order_by("id").values_list("kind", flat=True))


WHOLE = NewPerson(
    given_names="Zoë Ann",
    family_name="O'Brien-Shaw",
    known_as="Zed",
    date_of_birth=date(2015, 3, 27),
    sex=Sex.FEMALE,
    ethnicity="WIRI",
    first_language="Irish",
    interpreter_language="Irish",
    school_name="Hill Top",
    upn="b 8012 0000 5001",
    nhs_number="943 476 5919",
    not_to_be_told=True,
    not_to_be_told_reason="He must not learn where she lives",
    former_names=(NewName(given_names="Zoe", family_name="Green", kind=FormerNameKind.ALIAS),),
    addresses=(
        NewAddress(lines="1 High Street\nDoncaster", postcode="dn12ab", from_on=date(2020, 1, 1)),
        NewAddress(postcode="DN4 5PQ", confidential=True),
    ),
    contact_ways=(
        NewContactWay(kind=ContactKind.MOBILE, value="07700 900123", safe_to_ring=True),
        NewContactWay(kind=ContactKind.PHONE, value="01302 700701", confidential=True),
        NewContactWay(kind=ContactKind.EMAIL, value="zed@example.org", safe_to_write=False),
    ),
)


def test_registering_writes_the_person_their_names_addresses_contact_ways_and_keys(by):
    family = make.family()

    person = actions.register(person=WHOLE, family=family, by=by, at=make.NOW)

    person.refresh_from_db()
    assert (person.upn, person.upn_checked) == ("B801200005001", True)
    assert (person.nhs_number, person.nhs_number_checked) == ("9434765919", True)
    assert str(person) == "Zoë Ann O'Brien-Shaw (Zed)"
    assert [str(name) for name in person.former_names.all()] == ["Zoe Green"]
    assert {address.postcode for address in person.addresses.all()} == {"DN1 2AB", "DN4 5PQ"}
    assert person.contact_ways.count() == 3
    assert person.memberships.get().role == "child"
    assert kinds_of(person_id=person.pk) == [events.PERSON_REGISTERED, events.MEMBER_ADDED]
    for kind, text in [
        (KeyKind.NAME, "obrien"),
        (KeyKind.NAME, "green"),
        (KeyKind.NAME, "zed"),
        (KeyKind.BIRTH, "2015-03-27"),
        (KeyKind.POSTCODE, "DN12AB"),
        (KeyKind.PHONE, "07700900123"),
        (KeyKind.UPN, "B801200005001"),
        (KeyKind.NHS, "9434765919"),
    ]:
        assert has_key(person, kind, text), text
    assert set(NamePart.objects.values_list("part", flat=True)) >= {"zoe", "ann", "obrien", "shaw", "green"}


def test_confidential_addresses_and_numbers_make_no_key(by):
    person = actions.register(person=WHOLE, by=by, at=make.NOW)

    assert not has_key(person, KeyKind.POSTCODE, "DN45PQ")
    assert not has_key(person, KeyKind.PHONE, "01302700701")


def test_an_identifier_with_a_wrong_check_character_is_kept_and_makes_no_key(by):
    new = NewPerson(given_names="Ava", upn="A801200005001", nhs_number="9434765910")

    person = actions.register(person=new, by=by, at=make.NOW)

    assert (person.upn, person.upn_checked) == ("A801200005001", False)
    assert (person.nhs_number, person.nhs_number_checked) == ("9434765910", False)
    assert not has_key(person, KeyKind.UPN, "A801200005001")
    assert not has_key(person, KeyKind.NHS, "9434765910")


@pytest.mark.parametrize(
    ("new", "role"),
    [
        (NewPerson(given_names="Kim", date_of_birth=date(2008, 9, 14)), "adult"),
        (NewPerson(given_names="Kim", date_of_birth=date(2008, 9, 15)), "child"),
        (NewPerson(given_names="Kim"), "child"),
        (NewPerson(unborn=True, expected_on=date(2026, 12, 1)), "unborn"),
    ],
)
def test_without_a_role_somebody_joins_a_family_as_their_age_says(by, new, role):
    family = make.family()

    person = actions.register(person=new, family=family, by=by, at=make.NOW)

    assert person.memberships.get().role == role


def test_a_role_that_is_given_goes_before_the_age(by):
    new, family = NewPerson(given_names="Kim", date_of_birth=date(2010, 1, 1)), make.family()

    person = actions.register(person=new, family=family, role=MemberRole.ADULT, by=by, at=make.NOW)

    assert person.memberships.get().role == "adult"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "family_name"),
        ({"given_names": "Ava", "date_of_birth": make.TODAY + timedelta(days=1)}, "date_of_birth"),
        ({"unborn": True, "date_of_birth": make.TODAY}, "date_of_birth"),
    ],
)
def test_what_cannot_be_so_is_refused_with_the_field_to_look_at(by, values, field):
    with pytest.raises(actions.NotPossible) as refusal:
        actions.register(person=NewPerson(**values), by=by, at=make.NOW)

    assert refusal.value.field == field
    assert not Person.objects.exists()


def test_in_bulk_and_singly_leave_the_same_rows_keys_and_events(by):
    single = actions.register(person=WHOLE, by=by, at=make.NOW)
    (many,) = bulk.register([replace(WHOLE, id=uuid4())], by=by, at=make.NOW)

    def left(person):
        return (
            {k: v for k, v in vars(Person.objects.get(pk=person.pk)).items() if k not in {"id", "_state"}},
            set(PersonKey.objects.filter(person=person).values_list("kind", "value", "version")),
            list(person.addresses.order_by("postcode").values_list("lines", "postcode", "confidential")),
            kinds_of(person_id=person.pk),
        )

    assert left(single) == left(many)


def test_correcting_writes_what_changed_and_names_it_in_the_event(by):
    person = make.child(of=make.family())

    corrected = actions.correct(
        person=person,
        expected_version=1,
        given_names="Eva",
        sex="female",
        upn="B801200005001",
        by=by,
        at=make.NOW,
    )

    assert (corrected.given_names, corrected.upn_checked, corrected.version) == ("Eva", True, 2)
    event = Event.objects.get(kind=events.PERSON_CORRECTED)
    assert event.data == {"fields": ["given_names", "sex", "upn", "upn_checked"]}
    assert event.family_id == person.memberships.get().family_id
    assert has_key(person, KeyKind.NAME, "eva")
    assert not has_key(person, KeyKind.NAME, "ava")


def test_a_correction_that_changes_nothing_says_so(by):
    person = make.person()

    actions.correct(person=person, expected_version=1, given_names="Ava", by=by, at=make.NOW)

    assert Event.objects.get(kind=events.PERSON_CORRECTED).data == {"fields": []}


def test_the_second_to_correct_is_told(by):
    person = make.person()
    actions.correct(person=person, expected_version=1, given_names="Eva", by=by, at=make.NOW)

    with pytest.raises(Stale):
        actions.correct(person=person, expected_version=1, given_names="Iva", by=by, at=make.NOW)

    assert Person.objects.get().given_names == "Eva"


def test_only_what_can_be_corrected_can(by):
    with pytest.raises(TypeError, match="unborn"):
        actions.correct(person=make.person(), expected_version=1, unborn=True, by=by, at=make.NOW)


def test_a_correction_to_what_cannot_be_so_is_refused(by):
    person = make.person()

    with pytest.raises(actions.NotPossible):
        actions.correct(person=person, expected_version=1, given_names="", family_name="", by=by, at=make.NOW)


def test_a_new_name_keeps_the_old_one_and_both_are_found(by):
    person = make.person("Kelly", "Shaw")

    actions.rename(
        person=person,
        given_names="Kelly",
        family_name="Marsh",
        kind=FormerNameKind.MAIDEN,
        on=date(2026, 5, 1),
        expected_version=1,
        by=by,
        at=make.NOW,
    )

    former = person.former_names.get()
    assert (former.family_name, former.kind, former.to_on) == ("Shaw", "maiden", date(2026, 5, 1))
    assert has_key(person, KeyKind.NAME, "shaw")
    assert has_key(person, KeyKind.NAME, "marsh")


def test_naming_somebody_whose_name_was_not_known_leaves_no_former_name(by):
    person = make.person("", "", name_known=False)

    named = actions.rename(
        person=person, given_names="Jo", family_name="", expected_version=1, by=by, at=make.NOW
    )

    assert named.name_known
    assert not FormerName.objects.exists()


def test_another_name_is_added_and_found(by):
    person = make.person()

    actions.add_name(person=person, name=NewName(given_names="Avie"), by=by, at=make.NOW)

    assert has_key(person, KeyKind.NAME, "avie")
    assert kinds_of(person_id=person.pk) == [events.NAME_ADDED]


@pytest.fixture
def unborn():
    person = make.person("", "Shaw", unborn=True, expected_on=date(2026, 9, 20))
    make.join(person, make.family(), role="unborn")
    return person


def birth(person, by, version=1, **values):
    values = {"date_of_birth": date(2026, 9, 12), "given_names": "Leo", "family_name": "Shaw"} | values
    return actions.be_born(
        person=person, sex=Sex.MALE, expected_version=version, by=by, at=make.NOW, **values
    )


def test_an_unborn_child_is_born(by, unborn):
    child = birth(unborn, by)

    assert (child.unborn, child.date_of_birth, child.full_name) == (False, date(2026, 9, 12), "Leo Shaw")
    assert child.expected_on == date(2026, 9, 20)
    assert child.memberships.get().role == "child"
    assert has_key(child, KeyKind.BIRTH, "2026-09-12")


def test_a_newborn_may_have_no_name_yet(by, unborn):
    assert birth(unborn, by, given_names="", family_name="").full_name == "Name not known"


def test_nobody_is_born_twice(by, unborn):
    birth(unborn, by)

    with pytest.raises(actions.AlreadyBorn):
        birth(unborn, by, version=2)


def test_nobody_is_born_tomorrow(by, unborn):
    with pytest.raises(actions.NotPossible):
        birth(unborn, by, date_of_birth=make.TODAY + timedelta(days=1))


def test_an_event_about_somebody_of_two_families_stands_in_both_stories(by):
    ours, theirs = make.family(), make.family()
    child = make.child(of=ours)
    make.join(child, theirs)
    make.join(child, make.family(), to_on=make.TODAY)

    contact_way.add(
        person=child, way=NewContactWay(kind=ContactKind.EMAIL, value="a@example.org"), by=by, at=make.NOW
    )

    assert set(Event.objects.filter(kind=events.CONTACT_ADDED).values_list("family_id", flat=True)) == {
        ours.pk,
        theirs.pk,
    }


def test_old_keys_are_written_anew(by):
    people = [make.person("Ava"), make.person("Ben")]
    keys.rewrite([people[0].pk])
    PersonKey.objects.update(version=0)

    assert keys.rewrite_old() == 2
    assert keys.rewrite_old() == 0
    assert has_key(people[1], KeyKind.NAME, "ben")


def test_parts_of_names_that_nobody_bears_are_forgotten(by):
    actions.register(person=WHOLE, by=by, at=make.NOW)
    NamePart.objects.create(part="forgotten", shadows=[1])

    assert keys.forget_unused_parts() == 1
    assert not NamePart.objects.filter(part="forgotten").exists()


def test_nothing_is_saved_when_the_event_cannot_be_written(by, unborn):
    family = make.family()
    child = make.child(of=family)
    home, way = make.address(child), make.mobile(child)
    common = {"by": by, "at": make.NOW}

    for deed in [
        lambda: actions.register(person=WHOLE, family=family, **common),
        lambda: actions.correct(person=child, expected_version=1, given_names="Eva", **common),
        lambda: actions.rename(
            person=child, given_names="Eva", family_name="Marsh", expected_version=1, **common
        ),
        lambda: actions.add_name(person=child, name=NewName(given_names="Avie"), **common),
        lambda: birth(unborn, by),
        lambda: address.move(people=[child], address=NewAddress(postcode="DN4 5PQ"), **common),
        lambda: address.correct(address=home, expected_version=1, lines="2 Low Road", **common),
        lambda: contact_way.add(
            person=child, way=NewContactWay(kind=ContactKind.EMAIL, value="a@example.org"), **common
        ),
        lambda: contact_way.correct(way=way, expected_version=1, note="After six", **common),
    ]:
        nothing_is_saved_without_its_event(deed)


def test_the_command_that_rewrites_keys_says_how_many(by, capsys):
    actions.register(person=WHOLE, by=by, at=make.NOW)
    PersonKey.objects.update(version=0)
    NamePart.objects.create(part="forgotten", shadows=[1])

    call_command("rewrite_keys")

    assert "for 1 people; 1 parts" in capsys.readouterr().out
    assert not PersonKey.objects.filter(version=0).exists()

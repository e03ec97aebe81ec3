"""Pages about a person: what they show to whom, and what they change."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from baton.journal.models import AccessEntry, Event
from baton.partnership.rules.roles import Role
from baton.people.actions import person as actions
from baton.people.models import ContactWay, FamilyMembership, Person
from baton.people.tests import factories as make
from baton.people.tests import world

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture
def shaws():
    return world.build()


@pytest.fixture
def lead(shaws):
    return world.client_of(shaws.lead)


def text(response):
    return " ".join(response.content.decode().split())


def page_of(person):
    return reverse("person_page", args=[person.pk])


def test_the_page_shows_who_somebody_is_and_notes_that_it_was_seen(shaws, lead):
    response = lead.get(page_of(shaws.child))

    shown = text(response)
    assert "Ava Shaw" in shown
    assert "27 March 2018 (8 years, 5 months)" in shown
    assert "1 High Street, DN1 2AB" in shown
    assert "••••••••••001" in shown
    assert "B801200005001" not in shown
    assert "Child of" in shown
    entry = AccessEntry.objects.filter(person_id=shaws.child.pk).get()
    assert (entry.family_id, entry.outcome, entry.practitioner_id) == (
        shaws.family.pk,
        "allowed",
        shaws.lead.pk,
    )


def test_when_it_is_not_safe_to_ring_the_page_says_so(shaws, lead):
    shown = text(lead.get(page_of(shaws.mother)))

    assert "Do not ring" in shown
    assert "Safe to text" in shown
    assert "After six" in shown
    assert "mother of" in shown.lower()


def test_whoever_may_not_edit_finds_no_link_to_do_so(shaws):
    shown = text(world.with_role(Role.AUDITOR).get(page_of(shaws.child)))

    assert "Ava Shaw" in shown
    assert "/edit/" not in shown


@pytest.mark.parametrize(
    ("role", "shows"),
    [
        (Role.HUB_MANAGER, True),
        (Role.SAFEGUARDING_LEAD, True),
        (Role.GOVERNANCE_OFFICER, True),
        (Role.HUB_SCREENER, False),
        (Role.AUDITOR, False),
    ],
)
def test_a_confidential_address_and_number_show_to_named_roles_alone(shaws, role, shows):
    make.address(shaws.child, "9 Secret Lane", "DN9 9ZZ", confidential=True)
    make.mobile(shaws.child, "07700 900999", confidential=True)

    shown = text(world.with_role(role).get(page_of(shaws.child)))

    assert ("9 Secret Lane" in shown) is shows
    assert ("07700 900999" in shown) is shows
    assert ("kept confidential" in shown) is not shows
    assert "1 High Street" in shown


def test_whoever_works_with_the_family_sees_confidential_addresses(shaws, lead):
    make.address(shaws.child, "9 Secret Lane", "DN9 9ZZ", confidential=True)

    assert "9 Secret Lane" in text(lead.get(page_of(shaws.child)))


def test_a_child_in_hiding_with_one_parent_is_not_found_through_the_other(shaws, lead):
    make.join(shaws.child, make.family("Refuge", restriction="restricted"))

    shown = text(lead.get(page_of(shaws.child)))

    assert "1 High Street" not in shown
    assert "kept confidential" in shown
    assert "Refuge" not in shown


def test_relatives_and_families_outside_ones_scope_do_not_show(shaws, lead):
    stranger = make.adult("Una", of=make.family("Webb", restriction="sealed"))
    shaws.child.relationships_from.create(person=stranger, other=shaws.child, kind="grandparent")

    shown = text(lead.get(page_of(shaws.child)))

    assert "Una" not in shown
    assert "Webb" not in shown


def test_whom_not_to_tell_stands_above_everything(shaws, lead):
    actions.correct(
        person=shaws.mother,
        expected_version=1,
        not_to_be_told=True,
        not_to_be_told_reason="Police advice",
        by=None,
        at=make.NOW,
    )

    assert "Not to be told about contact with the family. Police advice" in text(
        lead.get(page_of(shaws.mother))
    )


def test_the_number_of_queries_does_not_grow_with_what_is_known(shaws, lead):
    def asked():
        with world.Queries() as queries:
            lead.get(page_of(shaws.child))
        return queries.count

    first = asked()
    for number in range(4):
        make.address(shaws.child, f"{number} Low Road")
        make.mobile(shaws.child)
        sibling = make.child(f"Sib{number}", of=shaws.family)
        shaws.child.relationships.create(person=shaws.child, other=sibling, kind="sibling")

    assert asked() == first <= MOST_QUERIES


def test_a_person_outside_ones_scope_is_not_there_and_the_attempt_is_noted(shaws):
    stranger = make.practitioner()

    response = world.client_of(stranger).get(page_of(shaws.child))

    assert response.status_code == 404
    assert (
        AccessEntry.objects.filter(practitioner_id=stranger.pk, person_id=shaws.child.pk).get().outcome
        == "refused"
    )


def test_a_person_that_does_not_exist_is_refused_in_the_same_way():
    stranger, nobody = make.practitioner(), uuid4()

    assert world.client_of(stranger).get(reverse("person_page", args=[nobody])).status_code == 404
    assert AccessEntry.objects.filter(practitioner_id=stranger.pk, person_id=nobody).exists()


def posted(client, name, row, **values):
    return client.post(reverse(name, args=[row.pk]), values)


DETAILS = {"given_names": "Ava", "family_name": "Shaw", "sex": "female", "expected_version": "1"}


def test_details_are_corrected(shaws, lead):
    response = posted(lead, "person_edit", shaws.child, **DETAILS, ethnicity="MWBC", school_name="Hill Top")

    assert response.status_code == 302
    child = Person.objects.get(pk=shaws.child.pk)
    assert (child.sex, child.ethnicity, child.school_name) == ("female", "MWBC", "Hill Top")
    assert Event.objects.filter(kind="person.corrected", person_id=child.pk).exists()


def test_the_loser_of_a_race_sees_both_texts_and_keeps_theirs(shaws, lead):
    actions.correct(person=shaws.child, expected_version=1, given_names="Eva", by=None, at=make.NOW)

    response = posted(lead, "person_edit", shaws.child, **DETAILS | {"given_names": "Iva"})

    shown = text(response)
    assert response.status_code == 409
    assert "Somebody else saved this" in shown
    assert "Saved now, by them" in shown
    assert "Eva" in shown
    assert 'value="Iva"' in shown
    assert 'name="expected_version" value="2"' in shown or 'value="2"' in shown
    again = posted(
        lead, "person_edit", shaws.child, **DETAILS | {"given_names": "Iva", "expected_version": "2"}
    )
    assert again.status_code == 302
    assert Person.objects.get(pk=shaws.child.pk).given_names == "Iva"


def test_the_same_page_sent_twice_does_it_once(shaws, lead):
    token = str(uuid4())

    for _ in range(2):
        response = posted(
            lead, "contact_way_new", shaws.child, kind="email", email="a@example.org", submission_token=token
        )
        assert response.status_code == 302

    assert ContactWay.objects.filter(person=shaws.child).count() == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"given_names": "", "family_name": ""}, "Enter a name, or say that it is not known"),
        ({"upn": "A801200005001"}, "The first letter of this UPN does not fit its digits"),
        ({"nhs_number": "123"}, "An NHS number has ten digits"),
        ({"not_to_be_told": "yes"}, "why must they not be told"),
        ({"died_on-day": "1", "died_on-month": "1", "died_on-year": "2001"}, "The date of death is before"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(shaws, lead, values, words):
    values = {"date_of_birth-day": "27", "date_of_birth-month": "3", "date_of_birth-year": "2018"} | values

    response = posted(lead, "person_edit", shaws.child, **DETAILS | {"known_as": "Avie"} | values)

    assert response.status_code == 200
    assert words.lower() in text(response).lower()
    assert 'value="Avie"' in text(response)
    assert Person.objects.get(pk=shaws.child.pk).version == 1


def test_two_schools_at_once_are_refused(shaws, lead):
    school = make.organisation(agency_type="school")

    response = posted(
        lead, "person_edit", shaws.child, **DETAILS, school=str(school.pk), school_name="Another"
    )

    assert "not both" in text(response)
    assert posted(lead, "person_edit", shaws.child, **DETAILS, school=str(school.pk)).status_code == 302
    assert Person.objects.get(pk=shaws.child.pk).school == school


def test_a_number_with_a_wrong_check_character_can_be_kept(shaws, lead):
    response = posted(lead, "person_edit", shaws.child, **DETAILS, upn="A801200005001", keep_wrong="yes")

    assert response.status_code == 302
    assert "wrong check character" in text(lead.get(page_of(shaws.child)))


def test_numbers_show_their_last_signs_alone_and_stay_unless_they_are_taken_away(shaws, lead):
    shown = text(lead.get(reverse("person_edit", args=[shaws.child.pk])))
    posted(lead, "person_edit", shaws.child, **DETAILS)
    kept = Person.objects.get(pk=shaws.child.pk).upn
    posted(lead, "person_edit", shaws.child, **DETAILS | {"expected_version": "2"}, forget_upn="yes")

    assert "On record: ••••••••••001" in shown
    assert "B801200005001" not in shown
    assert "NHS number on record" not in shown
    assert kept == "B801200005001"
    assert Person.objects.get(pk=shaws.child.pk).upn == ""


def test_words_of_an_import_stay_when_details_are_corrected(shaws, lead):
    Person.objects.filter(pk=shaws.child.pk).update(interpreter_language="Sylheti")

    posted(lead, "person_edit", shaws.child, **DETAILS, interpreter_language="Sylheti")

    assert Person.objects.get(pk=shaws.child.pk).interpreter_language == "Sylheti"


def test_a_new_name_keeps_the_old(shaws, lead):
    response = posted(
        lead,
        "person_rename",
        shaws.child,
        given_names="Ava",
        family_name="Marsh",
        kind="former",
        expected_version="1",
    )

    assert response.status_code == 302
    assert "Former name: Ava Shaw" in text(lead.get(page_of(shaws.child)))


@pytest.mark.parametrize("name", ["person_rename", "person_other_name"])
def test_a_name_of_nothing_is_refused(shaws, lead, name):
    response = posted(lead, name, shaws.child, kind="alias", expected_version="1")

    assert "There is something to put right" in text(response)


def test_another_name_is_added(shaws, lead):
    posted(lead, "person_other_name", shaws.child, given_names="Avie", kind="alias")

    assert "Also known as: Avie" in text(lead.get(page_of(shaws.child)))


def test_a_birth_is_recorded_once(shaws, lead):
    born = {
        "date_of_birth-day": "12",
        "date_of_birth-month": "9",
        "date_of_birth-year": "2026",
        "sex": "male",
    }

    assert "Record the birth" in text(lead.get(page_of(shaws.baby)))
    assert (
        posted(lead, "person_born", shaws.baby, **born, given_names="Leo", expected_version="1").status_code
        == 302
    )
    again = posted(lead, "person_born", shaws.baby, **born, expected_version="2")

    assert "has been recorded as born already" in text(again)
    baby = Person.objects.get(pk=shaws.baby.pk)
    assert (baby.date_of_birth, baby.unborn) == (date(2026, 9, 12), False)
    assert FamilyMembership.objects.get(person=baby).role == "child"


def test_an_unborn_childs_details_ask_for_the_expected_date(shaws, lead):
    shown = text(lead.get(reverse("person_edit", args=[shaws.baby.pk])))

    assert "When is the baby expected?" in shown
    assert "Date of death" not in shown


EDITS = [
    "person_edit",
    "person_rename",
    "person_other_name",
    "person_born",
    "address_move",
    "contact_way_new",
]


@pytest.mark.parametrize("name", EDITS)
def test_whoever_may_only_read_changes_nothing(shaws, name):
    auditor = world.with_role(Role.AUDITOR)

    assert auditor.get(reverse(name, args=[shaws.child.pk])).status_code == 403
    assert posted(auditor, name, shaws.child).status_code == 403

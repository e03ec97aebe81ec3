"""A family's people, its place, who joins, what they are to each other, who is involved."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from baton.journal.models import AccessEntry
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import locality
from baton.people.actions import keys
from baton.people.models import (
    FamilyMembership,
    Involvement,
    Person,
    Relationship,
)
from baton.people.tests import factories as make
from baton.people.tests import world
from baton.people.tests.world import text, ticket, url
from tests.browsing import sought

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture
def shaws():
    made = world.build()
    keys.rewrite([made.mother.pk, made.child.pk, made.baby.pk])
    return made


@pytest.fixture
def lead(shaws):
    return world.client_of(shaws.lead)


@pytest.fixture
def screener():
    return world.with_role(Role.HUB_SCREENER)


def test_the_familys_people_show_as_a_tree_that_is_a_list(shaws, lead):
    shown = text(lead.get(url("family_people", shaws.family)))

    assert "mother of Ava, with parental responsibility" in shown
    assert "child of Kelly" in shown
    assert "expected 1 December 2026" in shown
    assert "Hill Top" in shown
    assert "Do not ring Kelly on 07700 900123" in shown
    assert "Lou Lead" in shown
    assert shown.count('class="baton-tree__one') == 3


def test_the_queries_of_the_familys_people_do_not_grow(shaws, lead):
    def asked():
        with world.Queries() as queries:
            lead.get(url("family_people", shaws.family))
        return queries.count

    first = asked()
    for number in range(5):
        child = make.child(f"Sib{number}", of=shaws.family)
        make.mobile(child)
        Relationship.objects.create(person=shaws.mother, other=child, kind="mother")

    assert asked() == first <= MOST_QUERIES


def test_an_empty_family_says_so(screener):
    assert "Nobody belongs to this family now" in text(screener.get(url("family_people", make.family())))


def test_a_family_outside_ones_scope_is_not_there(shaws):
    stranger = make.practitioner()

    assert world.client_of(stranger).get(url("family_people", shaws.family)).status_code == 404
    assert AccessEntry.objects.get(practitioner_id=stranger.pk).outcome == "refused"


def test_a_restricted_family_names_whom_to_ask_and_nobody_else():
    closed = world.build(name="Hidden", restriction="restricted")
    lead = make.practitioner(Role.SAFEGUARDING_LEAD, name="Sal Safe")

    response = world.with_role(Role.HUB_SCREENER).get(url("family_people", closed.family))

    assert response.status_code == 403
    assert lead.name in text(response)
    assert "Hidden" not in text(response)
    person = world.with_role(Role.HUB_MANAGER).get(url("person_page", closed.child))
    assert person.status_code == 403
    assert lead.name in text(person)


@pytest.mark.parametrize(
    ("restriction", "role"), [("restricted", Role.PRACTITIONER), ("sealed", Role.HUB_MANAGER)]
)
def test_whoever_would_not_see_it_anyway_and_a_sealed_family_get_404(restriction, role):
    closed = world.build(restriction=restriction)

    assert world.with_role(role).get(url("family_people", closed.family)).status_code == 404


def test_a_familys_name_and_locality_are_corrected(shaws, lead):
    place = make.locality()
    data = {"name": "Shaw-Green", "locality": str(place.pk), "expected_version": "1"}

    assert lead.post(url("family_edit", shaws.family), data).status_code == 302
    shaws.family.refresh_from_db()
    assert (shaws.family.name, shaws.family.locality) == ("Shaw-Green", place)
    late = lead.post(url("family_edit", shaws.family), data | {"name": "Shaw-Grey"})
    assert "Saved now, by them" in text(late)
    assert "Shaw-Green" in text(late)


def test_somebody_known_joins_after_a_search(shaws, screener):
    other = make.family("Webb")
    where = url("member_search", other)

    shown = text(sought(screener, where, q="Ava Shaw"))
    join = reverse("member_join", args=[other.pk, shaws.child.pk])
    assert join in shown
    assert screener.post(join, {"role": "child"}).status_code == 302
    assert "Belongs to this family already" in text(sought(screener, where, q="Ava Shaw"))
    assert "belongs to the family already" in text(screener.post(join, {"role": "child"}))


def test_an_unborn_child_joins_as_unborn(shaws, screener):
    other = make.family("Webb")
    join = reverse("member_join", args=[other.pk, shaws.baby.pk])

    assert "Unborn" in text(screener.get(join))
    assert screener.post(join, {"role": "unborn"}).status_code == 302


def member(ticket, **values):
    return {
        "searched": ticket,
        "role": "child",
        "given_names": "Zed",
        "family_name": "Shaw",
        "sex": "male",
    } | values


def test_somebody_new_is_added_to_a_family_at_its_address(shaws, lead):
    proof = ticket(lead, where=url("member_search", shaws.family))

    response = lead.post(url("member_new", shaws.family), member(proof, same_address="yes"))

    assert response.status_code == 302, text(response)
    zed = Person.objects.get(given_names="Zed")
    assert zed.addresses.get().postcode == "DN1 2AB"
    assert zed.memberships.get().family == shaws.family


def test_a_new_adult_is_related_to_the_children_that_are_there(shaws, lead):
    proof = ticket(lead, where=url("member_search", shaws.family))

    lead.post(
        url("member_new", shaws.family), member(proof, role="adult", given_names="Dan", relationship="father")
    )

    assert Relationship.objects.filter(kind="father").count() == 2


def test_the_address_of_a_family_without_one_is_none(screener):
    family = make.family()
    proof = ticket(screener, where=url("member_search", family))

    assert screener.post(url("member_new", family), member(proof, same_address="yes")).status_code == 302
    assert not Person.objects.get().addresses.exists()


def test_somebody_new_is_added_only_after_a_search(shaws, lead):
    assert "Search first" in text(lead.get(url("member_new", shaws.family), follow=True))


def test_somebody_who_may_be_known_is_shown_first(shaws, lead):
    proof = ticket(lead, where=url("member_search", shaws.family))
    data = member(
        proof,
        given_names="Ava",
        **{"date_of_birth-day": "27", "date_of_birth-month": "3", "date_of_birth-year": "2018"},
    )

    assert "Known already?" in text(lead.post(url("member_new", shaws.family), data))
    assert lead.post(url("member_new", shaws.family), data | {"none_of_these": "yes"}).status_code == 302


def test_a_place_in_the_family_ends(shaws, lead):
    ended = {
        "to_on-day": "1",
        "to_on-month": "9",
        "to_on-year": "2026",
        "role": "child",
        "expected_version": "1",
    }

    assert lead.post(url("family_membership_edit", shaws.membership), ended).status_code == 302
    assert FamilyMembership.objects.get(pk=shaws.membership.pk).to_on == date(2026, 9, 1)
    assert "(left)" in text(lead.get(url("family_people", shaws.family)))


def test_a_place_in_the_family_cannot_be_unborn_for_somebody_born(shaws, lead):
    response = lead.post(
        url("family_membership_edit", shaws.membership), {"role": "unborn", "expected_version": "1"}
    )

    assert "Only an unborn child" in text(response)


def test_a_relationship_is_added_corrected_and_refused_twice(shaws, lead):
    father = make.adult("Lee", of=shaws.family)
    new = {
        "person": str(father.pk),
        "kind": "father",
        "other": str(shaws.child.pk),
        "parental_responsibility": "no",
    }
    where = url("relationship_new", shaws.family)

    assert lead.post(where, new).status_code == 302
    assert "recorded already" in text(lead.post(where, new))
    assert "two different people" in text(lead.post(where, new | {"other": str(father.pk)}))
    row = Relationship.objects.get(kind="father")
    changed = {"kind": "step_parent", "expected_version": "1"}
    assert lead.post(url("relationship_edit", row), changed).status_code == 302
    row.refresh_from_db()
    assert row.kind == "step_parent"


def test_a_relationship_between_people_of_no_common_family_is_not_there(shaws, screener):
    other = make.child(of=make.family())
    row = Relationship.objects.create(person=shaws.child, other=other, kind="friend")

    assert screener.get(url("relationship_edit", row)).status_code == 404


def test_an_involvement_is_added_corrected_and_ended(shaws, lead):
    school = make.organisation()
    new = {"kind": "school", "organisation": str(school.pk), "role_words": "Head of year"}

    assert lead.post(url("involvement_new", shaws.family), new).status_code == 302
    row = Involvement.objects.get(organisation=school)
    assert (
        lead.post(
            url("involvement_edit", row), new | {"contact": "Jo, 01302 1", "expected_version": "1"}
        ).status_code
        == 302
    )
    assert school.name in text(lead.get(url("involvement_end", row)))
    assert lead.post(url("involvement_end", row)).status_code == 302
    row.refresh_from_db()
    assert (row.contact, row.to_on) == ("Jo, 01302 1", make.TODAY)


def test_an_involvement_of_nobody_is_refused(shaws, lead):
    assert "Choose or write the organisation" in text(
        lead.post(url("involvement_new", shaws.family), {"kind": "school"})
    )


def test_an_involvement_that_a_case_keeps_is_not_changed_here(shaws, lead):
    Involvement.objects.filter(pk=shaws.involvement.pk).update(source="case")

    assert lead.get(url("involvement_edit", shaws.involvement)).status_code == 404


@pytest.mark.parametrize(
    "name", ["family_edit", "member_search", "member_new", "relationship_new", "involvement_new"]
)
def test_whoever_may_only_read_changes_nothing(shaws, name):
    assert world.with_role(Role.AUDITOR).get(url(name, shaws.family)).status_code == 403


def test_ids_of_nothing_are_not_there():
    officer = world.with_role(Role.GOVERNANCE_OFFICER)
    names = [
        "family_membership_edit",
        "relationship_edit",
        "involvement_edit",
        "access_end",
        "access_lift",
        "address_edit",
    ]

    assert [officer.get(reverse(name, args=[uuid4()])).status_code for name in names] == [404] * len(names)


def placing(family, **typed):
    client = world.with_role(Role.HUB_MANAGER)
    return text(client.post(url("family_place", family), typed, follow=True))


def test_a_family_is_placed_on_the_list_of_those_without_a_place():
    homeless, north = make.family("Wanderer"), locality("north")
    manager = world.with_role(Role.HUB_MANAGER)
    assert homeless.reference in text(manager.get(reverse("family_unplaced")))
    assert AccessEntry.objects.get(family_id=homeless.pk).what == "list"

    assert homeless.reference not in placing(homeless, locality=str(north.pk), expected_version="1")

    homeless.refresh_from_db()
    assert (homeless.locality, homeless.version) == (north, 2)


def test_placing_without_a_choice_or_after_somebody_else_says_what_to_do():
    homeless, north = make.family("Wanderer"), locality("north")

    assert "Choose a locality for the family" in placing(homeless, locality="")
    assert "Somebody else changed this family" in placing(
        homeless, locality=str(north.pk), expected_version="7"
    )

    homeless.refresh_from_db()
    assert homeless.locality is None


def test_the_queries_of_the_families_to_be_placed_do_not_grow():
    manager = world.with_role(Role.HUB_MANAGER)

    def asked():
        with world.Queries() as queries:
            manager.get(reverse("family_unplaced"))
        return queries.count

    make.family()
    first = asked()
    for _ in range(5):
        make.family()

    assert asked() == first <= MOST_QUERIES

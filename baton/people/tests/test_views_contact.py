"""Addresses and contact ways: added, corrected, kept confidential."""

from datetime import date

import pytest
from django.urls import reverse

from baton.partnership.rules.roles import Role
from baton.people.models import Address, ContactWay
from baton.people.tests import factories as make
from baton.people.tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def shaws():
    return world.build()


@pytest.fixture
def lead(shaws):
    return world.client_of(shaws.lead)


def text(response):
    return " ".join(response.content.decode().split())


def posted(client, name, row, **values):
    return client.post(reverse(name, args=[row.pk]), values)


def test_those_who_move_together_are_chosen(shaws, lead):
    assert "Kelly Shaw" in text(lead.get(reverse("address_move", args=[shaws.child.pk])))

    response = posted(
        lead,
        "address_move",
        shaws.child,
        lines="2 Low Road",
        postcode="dn4 5pq",
        with_them=[str(shaws.mother.pk)],
    )

    assert response.status_code == 302
    new = Address.objects.filter(lines="2 Low Road")
    assert {row.person for row in new} == {shaws.child, shaws.mother}
    shaws.address.refresh_from_db()
    assert shaws.address.to_on == make.TODAY


def test_somebody_alone_moves_without_being_asked_with_whom():
    alone = make.child(of=make.family())
    screener = world.with_role(Role.HUB_SCREENER)

    assert "Who else lives there" not in text(screener.get(reverse("address_move", args=[alone.pk])))
    assert posted(screener, "address_move", alone, postcode="DN4 5PQ", keeps_others="no").status_code == 302


@pytest.mark.parametrize("name", ["address_move", "address_edit"])
def test_an_empty_address_is_refused(shaws, lead, name):
    row = shaws.child if name == "address_move" else shaws.address

    assert "Enter the address or its postcode" in text(posted(lead, name, row, expected_version="1"))


def test_an_address_is_corrected_and_made_confidential(shaws, lead):
    response = posted(
        lead,
        "address_edit",
        shaws.address,
        lines="1 High St",
        postcode="DN1 2AB",
        confidential="yes",
        expected_version="1",
    )

    assert response.status_code == 302
    shaws.address.refresh_from_db()
    assert (shaws.address.lines, shaws.address.confidential) == ("1 High St", True)


def test_an_end_before_the_beginning_is_refused(shaws, lead):
    days = {"from_on-day": "2", "from_on-month": "3", "from_on-year": "2020"}
    days |= {"to_on-day": "1", "to_on-month": "3", "to_on-year": "2020"}

    response = posted(lead, "address_edit", shaws.address, lines="1 High St", expected_version="1", **days)

    assert "The last day is before the first" in text(response)


@pytest.mark.parametrize("name", ["address_edit", "contact_way_edit"])
def test_a_confidential_row_cannot_be_edited_by_those_who_may_not_see_it(shaws, name):
    row = (
        make.address(shaws.child, confidential=True)
        if name == "address_edit"
        else make.mobile(shaws.child, confidential=True)
    )
    screener = world.with_role(Role.HUB_SCREENER)

    assert screener.get(reverse(name, args=[row.pk])).status_code == 404


def test_a_contact_way_is_added_and_corrected(shaws, lead):
    posted(lead, "contact_way_new", shaws.child, kind="phone", phone="01302 700701", safe_to_ring="yes")
    way = ContactWay.objects.get(person=shaws.child)

    posted(
        lead, "contact_way_edit", way, kind="phone", phone="01302 700701", safe_to_ring="no", confidential="yes",
        expected_version="1",
    )  # fmt: skip

    way.refresh_from_db()
    assert (way.safe_to_ring, way.safe_to_text, way.confidential) == (False, None, True)
    assert 'value="01302 700701"' in text(lead.get(reverse("contact_way_edit", args=[way.pk])))


def test_a_contact_way_needs_its_number(shaws, lead):
    assert "something to put right" in text(posted(lead, "contact_way_new", shaws.child, kind="mobile"))


def test_a_contact_way_ends_no_earlier_than_it_began(shaws, lead):
    way = make.mobile(shaws.child, from_on=date(2026, 1, 1))
    ended = {"to_on-day": "31", "to_on-month": "12", "to_on-year": "2025"}

    response = posted(
        lead, "contact_way_edit", way, kind="mobile", mobile="07700 900123", expected_version="1", **ended
    )

    assert "The last day is before the first" in text(response)

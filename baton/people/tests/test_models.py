"""What the database itself refuses, and the names of rows."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from baton.core.lifecycle import faults
from baton.people.models import (
    AccessBar,
    AccessGrant,
    Agreement,
    Family,
    FormerName,
    Involvement,
    LevelReading,
    NamePart,
    Need,
    Person,
    PersonKey,
    Relationship,
)
from baton.people.rules.facts import GrantKind
from baton.people.tests import factories as make

pytestmark = pytest.mark.django_db
NOW, TODAY = make.NOW, make.TODAY
EARLIER = TODAY - timedelta(days=1)


@pytest.fixture
def family():
    return make.family()


@pytest.fixture
def child(family):
    return make.child(of=family)


def refused(constraint, make_row):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_row()


def agreement(child, family, **values):
    values = {"purpose": "service", "status": "agreed", "on": TODAY} | values
    return Agreement.objects.create(person=child, family=family, **values)


def test_people(family, child):
    for constraint, values in {
        "people_person_named": {"given_names": "", "family_name": ""},
        "people_person_unborn": {"unborn": True, "date_of_birth": TODAY},
        "people_person_expected": {"expected_on": TODAY},
        "people_person_died_after_birth": {"date_of_birth": TODAY, "died_on": EARLIER},
        "people_person_sex": {"sex": "other"},
        "people_person_ethnicity": {"ethnicity": "XXXX"},
        "people_person_one_school": {"school": make.organisation(), "school_name": "Hill Top"},
        "people_person_upn": {"upn": "123", "upn_checked": True},
        "people_person_nhs_number": {"nhs_number": "123", "nhs_number_checked": True},
        "people_person_not_to_be_told": {"not_to_be_told": True},
    }.items():
        refused(constraint, lambda values=values: make.person(**values))
    make.person(imported_ref="old:1")
    refused("people_person_imported_once", lambda: make.person(imported_ref="old:1"))
    refused("people_former_name_named", lambda: FormerName.objects.create(person=child))


def test_addresses_and_contact_ways(child):
    refused("people_address_not_empty", lambda: make.address(child, "", ""))
    refused("people_address_dates", lambda: make.address(child, from_on=TODAY, to_on=EARLIER))
    refused("people_contact_way_value", lambda: make.mobile(child, ""))


def test_families_and_relationships(family, child):
    other = make.person("Ben")
    refused("people_family_named", lambda: make.family(""))
    refused("people_family_reference", lambda: Family.objects.create(name="Shaw", reference="7"))
    refused(
        "people_family_restricted_for_a_reason",
        lambda: make.family(restriction="sealed", restriction_reason=""),
    )
    refused("people_membership_one_open", lambda: make.join(child, family))
    refused("people_membership_role", lambda: make.join(other, family, role="dog"))
    refused(
        "people_relationship_of_two",
        lambda: Relationship.objects.create(person=child, other=child, kind="sibling"),
    )
    Relationship.objects.create(person=child, other=other, kind="sibling")
    refused(
        "people_relationship_one_open",
        lambda: Relationship.objects.create(person=child, other=other, kind="sibling"),
    )


def test_access(family):
    worker, school = make.practitioner(), make.organisation()

    def grant(**values):
        return AccessGrant.objects.create(family=family, from_at=NOW, **{"kind": "named"} | values)

    refused("people_grant_to_one", lambda: grant(practitioner=worker, organisation=school))
    refused("people_grant_to_one", lambda: grant())
    refused("people_grant_kind", lambda: grant(practitioner=worker, kind="friend"))
    refused("people_grant_dates", lambda: grant(practitioner=worker, to_at=NOW - timedelta(days=1)))
    grant(practitioner=worker)
    refused("people_grant_one_open", lambda: grant(practitioner=worker))
    AccessBar.objects.create(family=family, practitioner=worker, reason="own", from_at=NOW)
    refused(
        "people_bar_one_open",
        lambda: AccessBar.objects.create(family=family, practitioner=worker, reason="own", from_at=NOW),
    )


def test_facts(family, child):
    refused("people_agreement_share_with_whom", lambda: agreement(child, family, purpose="share"))
    refused("people_agreement_not_asked_why", lambda: agreement(child, family, status="not_asked"))
    agreement(child, family)
    refused("people_agreement_one_in_force", lambda: agreement(child, family, status="refused"))
    refused("people_need_of", lambda: Need.objects.create(code="housing", source="enquiry", on=TODAY))
    refused(
        "people_level_1_to_4",
        lambda: LevelReading.objects.create(family=family, level=5, occasion="review", on=TODAY),
    )
    refused("people_involvement_about", lambda: Involvement.objects.create(kind="school", contact="Head"))
    refused(
        "people_involvement_of_somebody", lambda: Involvement.objects.create(kind="school", family=family)
    )
    refused(
        "people_involvement_leads_somewhere",
        lambda: Involvement.objects.create(kind="case", family=family, contact="Jo", url_name="case_page"),
    )


def test_rows_say_what_they_are(family, child):
    reading = LevelReading.objects.create(family=family, level=3, occasion="review", on=TODAY)
    need = Need.objects.create(family=family, code="housing", source="enquiry", on=TODAY)
    involvement = Involvement.objects.create(family=family, kind="school", organisation_words="Hill Top")
    bar = AccessBar.objects.create(family=family, practitioner=make.practitioner(), reason="own", from_at=NOW)
    tie = Relationship(person=child, other=child, kind="sibling")

    said = [
        str(row)
        for row in (
            family, child, reading, need, involvement, bar, tie, child.memberships.get(), make.address(child),
            make.address(child, confidential=True), make.mobile(child), make.mobile(child, confidential=True),
            make.grant(family, make.practitioner(), GrantKind.NAMED), agreement(child, family),
            PersonKey(person=child, kind=1, value=7, version=1), NamePart(part="ava"),
        )
    ]  # fmt: skip

    assert said[0] == f"Shaw ({family.reference})"
    assert said[8:12] == [
        "1 High Street, DN1 2AB",
        "Confidential address",
        "07700 900123",
        "Confidential mobile",
    ]
    assert len(set(said)) == len(said)


def test_a_person_without_any_name_is_called_in_plain_words():
    assert Person(name_known=False).called == "Name not known"
    assert Person(known_as="Zed", given_names="Zoe").called == "Zed"


def test_what_becomes_of_every_row_is_decided():
    assert [fault for fault in faults() if fault.startswith("people.")] == []

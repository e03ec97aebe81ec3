"""Names from older systems become people and organisations, and these see their cases."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baton.casework.models import Allocation, Assessment, Duty
from baton.integrations.actions import importing, matching
from baton.integrations.models import ImportedName
from baton.integrations.tests.texts import CASE, CLOSED, files
from baton.journal.models import Event
from baton.partnership.models import Membership, Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from baton.people.models import Family

pytestmark = pytest.mark.django_db


def import_all(**changed) -> None:
    at = timezone.now()
    importing.write(importing.prepare(files(**changed), source="legacy", at=at), at=at)


def the_name(kind: str, **values: str) -> ImportedName:
    return ImportedName.objects.get(kind=kind, **values)


@pytest.fixture
def manager() -> Practitioner:
    return factories.practitioner(Role.HUB_MANAGER)


@pytest.fixture
def lead() -> Practitioner:
    return factories.practitioner(name="Joanne Teal")


def match_lead(lead: Practitioner, by: Practitioner) -> ImportedName:
    name = the_name("practitioner", name="Jo Teal", beside="Elm Primary")
    membership = Membership.objects.get(practitioner=lead)
    return matching.match_practitioner(name=name, membership=membership, by=by, at=timezone.now())


def test_a_matched_practitioner_leads_and_sees_the_family(manager, lead):
    import_all()
    assert not Family.objects.visible_to(lead).exists()

    name = match_lead(lead, manager)

    allocation = Allocation.objects.get()
    assert (allocation.practitioner, allocation.imported_practitioner) == (lead, "")
    assert allocation.organisation == Membership.objects.get(practitioner=lead).organisation
    assert [family.name for family in Family.objects.visible_to(lead)] == ["Ash"]
    assert set(Duty.objects.open().values_list("owner", flat=True)) == {lead.pk}
    assert (name.settled_by, name.practitioner) == (manager, lead)
    assert {"integrations.name_matched", "casework.lead_recognised"} <= set(
        Event.objects.values_list("kind", flat=True)
    )


def test_a_closed_case_opens_no_family(manager, lead):
    import_all(cases=[CASE | CLOSED])

    match_lead(lead, manager)

    assert Allocation.objects.get().practitioner == lead
    assert not Family.objects.visible_to(lead).exists()


def test_a_matched_organisation_leads_and_its_managers_see_the_family(manager):
    import_all()
    school = factories.organisation()
    head = factories.practitioner(Role.TEAM_MANAGER, at=school)

    name = the_name("organisation")
    matching.match_organisation(name=name, organisation=school, by=manager, at=timezone.now())

    assert Allocation.objects.get().organisation == Assessment.objects.get().organisation == school
    assert [family.name for family in Family.objects.visible_to(head)] == ["Ash"]


def test_organisation_first_and_practitioner_after(manager):
    import_all()
    school = factories.organisation()
    lead = factories.practitioner(at=school)
    name = the_name("organisation")
    matching.match_organisation(name=name, organisation=school, by=manager, at=timezone.now())

    match_lead(lead, manager)

    assert Allocation.objects.get().practitioner == lead
    assert Family.objects.visible_to(lead).count() == 1


def test_later_imports_know_whom_a_matched_name_means(manager, lead):
    import_all()
    match_lead(lead, manager)
    at = timezone.now()

    importing.write(importing.prepare(files(), source="paper", at=at), at=at)

    assert set(Allocation.objects.values_list("practitioner", flat=True)) == {lead.pk}
    assert ImportedName.objects.filter(name="Jo Teal", beside="Elm Primary").count() == 1


def test_later_imports_know_which_organisation_a_matched_name_means(manager):
    import_all()
    school = factories.organisation()
    name = the_name("organisation")
    matching.match_organisation(name=name, organisation=school, by=manager, at=timezone.now())
    at = timezone.now()

    importing.write(importing.prepare(files(), source="paper", at=at), at=at)

    assert set(Allocation.objects.values_list("organisation", flat=True)) == {school.pk}


def test_a_name_that_one_practitioner_bears_is_matched_at_once_and_that_of_two_never(manager):
    school = factories.organisation("Elm Primary")
    teal = factories.practitioner(name="jo  TEAL", at=school)
    factories.practitioner(name="Lee Stone")
    factories.practitioner(name="Lee Stone")

    import_all()

    assert Allocation.objects.get().practitioner == teal
    assert list(ImportedName.objects.values_list("name", flat=True)) == ["Lee Stone"]


def test_a_namesake_of_another_organisation_is_not_meant(manager):
    factories.practitioner(name="Jo Teal")

    import_all()

    assert Allocation.objects.get().imported_practitioner == "Jo Teal"


def test_nobody_matches_a_name_to_themselves(manager):
    import_all()
    own = Membership.objects.get(practitioner=manager).organisation

    with pytest.raises(matching.NotOneself):
        match_lead(manager, manager)
    name = the_name("organisation")
    with pytest.raises(matching.NotOneself):
        matching.match_organisation(name=name, organisation=own, by=manager, at=timezone.now())


def test_a_name_is_matched_once_and_with_somebody_who_works_here(manager, lead):
    import_all()
    gone = factories.practitioner()
    Membership.objects.filter(practitioner=gone).update(ends_on="2021-01-01")
    with pytest.raises(matching.WorksElsewhere):
        match_lead(gone, manager)
    match_lead(lead, manager)

    with pytest.raises(matching.AlreadyMatched):
        match_lead(lead, manager)


# pages


@pytest.fixture
def signed_in(client: Client, manager: Practitioner) -> Client:
    client.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_list_names_who_waits(signed_in):
    import_all()

    page = signed_in.get(reverse("imported_name_index")).content.decode()

    assert "Elm Primary" in page
    assert "Lee Stone" in page


def test_a_name_is_matched_on_its_page(signed_in, lead):
    import_all()
    name = the_name("practitioner", name="Jo Teal", beside="Elm Primary")
    address = f"{reverse('imported_name_match')}?name={name.pk}"

    assert "Joanne Teal" in signed_in.get(address).content.decode()
    assert "Choose the practitioner" in signed_in.post(address).content.decode()
    sent = signed_in.post(address, {"meant": str(Membership.objects.get(practitioner=lead).pk)})

    assert (sent.status_code, sent.url) == (302, reverse("imported_name_index"))
    assert Allocation.objects.get().practitioner == lead
    assert signed_in.get(address).status_code == 404


def test_an_organisation_is_matched_on_its_page(signed_in):
    import_all()
    address = f"{reverse('imported_name_match')}?name={the_name('organisation').pk}"
    school = factories.organisation()

    signed_in.post(address, {"meant": str(school.pk)})

    assert Allocation.objects.get().organisation == school


def test_a_refusal_stands_beside_the_question(signed_in, manager):
    import_all()
    name = the_name("practitioner", name="Jo Teal", beside="Elm Primary")
    address = f"{reverse('imported_name_match')}?name={name.pk}"

    page = signed_in.post(address, {"meant": str(Membership.objects.get(practitioner=manager).pk)})

    assert "You cannot match a name to yourself" in page.content.decode()


@pytest.mark.parametrize("name", ["", "x", "6f6f6f6f-0000-4000-8000-000000000000"])
def test_a_name_that_is_none_is_not_found(signed_in, name):
    assert signed_in.get(reverse("imported_name_match"), {"name": name}).status_code == 404


def test_others_are_refused(client):
    person = factories.practitioner(Role.HUB_SCREENER)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(reverse("imported_name_index")).status_code == 403

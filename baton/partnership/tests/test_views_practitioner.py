"""The system administrator's pages: who signs in, what they do, and that they leave."""

import pytest
from django.test import Client
from django.urls import reverse

from baton.core import jobs
from baton.journal.models import Event
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests import factories
from tests.browsing import BACKEND, Browser, sign_in_afresh, sought

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Practitioner:
    person = factories.practitioner(Role.SYSTEM_ADMINISTRATOR, name="Ada Byron")
    client.force_login(person, backend=BACKEND)
    sign_in_afresh(client, person)
    return person


def test_the_list_is_narrowed_by_words_organisation_and_role(client: Client, admin: Practitioner) -> None:
    bob = factories.practitioner(Role.ANALYST, name="Bob Carr")
    school = str(bob.memberships.get().organisation_id)

    for query in ({"words": "carr"}, {"organisation": school}, {"role": "analyst"}):
        page = sought(client, reverse("practitioner_index"), **query).content.decode()
        assert "Bob Carr" in page, query
        assert page.count("Ada Byron") == 1, query  # in the header alone


def test_a_list_of_any_length_takes_few_queries(
    client: Client, admin: Practitioner, django_assert_max_num_queries
) -> None:
    for _ in range(30):
        factories.practitioner()

    with django_assert_max_num_queries(15):
        client.get(reverse("practitioner_index"))


def test_somebody_is_added(client: Client, admin: Practitioner) -> None:
    school = factories.organisation("Hill Top Primary School")
    typed = {
        "name": "Bob Carr",
        "email": "Bob@Example.org",
        "organisation": str(school.pk),
        "roles": ["practitioner", "team_manager"],
        "case_limit": "3",
    }

    assert client.get(reverse("practitioner_add")).status_code == 200
    page = client.post(reverse("practitioner_add"), typed, follow=True).content.decode()

    bob = Practitioner.objects.get(email="bob@example.org")
    assert bob.roles() == {Role.PRACTITIONER, Role.TEAM_MANAGER}
    assert "Hill Top Primary School" in page
    again = client.post(reverse("practitioner_add"), typed).content.decode()
    assert "Somebody signs in with this address already" in again
    assert "Bob Carr" in again


def test_what_is_missing_is_said_beside_its_field(client: Client, admin: Practitioner) -> None:
    page = client.post(reverse("practitioner_add"), {"name": "Bob Carr"}).content.decode()

    for words in ("Choose at least one role", "Choose the organisation", "There is something to put right"):
        assert words in page
    assert 'value="Bob Carr"' in page


def test_a_second_organisation_once(client: Client, admin: Practitioner) -> None:
    bob = factories.practitioner()
    address = reverse("practitioner_join", args=[bob.pk])
    typed = {"organisation": str(factories.organisation("The Hub").pk), "roles": ["hub_screener"]}

    assert client.get(address).status_code == 200
    assert client.post(address, typed).url == reverse("practitioner_page", args=[bob.pk])
    assert "They are a member there already" in client.post(address, typed).content.decode()


def test_roles_are_changed_and_a_membership_ended(client: Client, admin: Practitioner) -> None:
    bob = factories.practitioner()
    membership = bob.memberships.get()
    north = factories.locality("north")
    change, end = (reverse(name, args=[membership.pk]) for name in ("membership_change", "membership_end"))

    assert client.get(change).status_code == 200
    client.post(change, {"roles": ["coordinator"], "localities": [str(north.pk)]})
    membership.refresh_from_db()
    assert membership.roles == ["coordinator"]
    assert client.get(end).status_code == 200
    client.post(end, {"sure": "yes"})

    assert client.get(change).status_code == 404
    assert not Practitioner.objects.get(pk=bob.pk).memberships_now()


def test_somebody_leaves_after_a_question(client: Client, admin: Practitioner) -> None:
    bob = factories.practitioner(name="Bob Carr")
    address = reverse("practitioner_leave", args=[bob.pk])

    assert "Does Bob Carr leave the partnership?" in client.get(address).content.decode()
    assert "Tick the box" in client.post(address, {"submission_token": ""}).content.decode()
    page = client.post(address, {"sure": "yes"}, follow=True).content.decode()

    assert "Cannot sign in" in page


def test_nobody_ends_their_own_access(client: Client, admin: Practitioner) -> None:
    for name, key in (("practitioner_leave", admin.pk), ("membership_end", admin.memberships.get().pk)):
        page = client.post(reverse(name, args=[key]), {"sure": "yes"}).content.decode()
        assert "Ask another system administrator" in page

    assert Practitioner.objects.get(pk=admin.pk).is_active


def test_a_screen_left_open_gives_nobody_access_ends_none_and_signs_nobody_out() -> None:
    browser = Browser(factories.practitioner(Role.SYSTEM_ADMINISTRATOR))
    bob = factories.practitioner()
    membership = bob.memberships.get()
    everything = {
        "name": "Eve Other",
        "email": "eve@example.org",
        "organisation": str(factories.organisation().pk),
        "roles": ["hub_manager"],
        "sure": "yes",
    }

    for name, keys in (
        ("practitioner_add", ()),
        ("practitioner_join", (bob.pk,)),
        ("membership_change", (membership.pk,)),
        ("membership_end", (membership.pk,)),
        ("practitioner_sign_out", (bob.pk,)),
        ("practitioner_invite", (bob.pk,)),
        ("practitioner_leave", (bob.pk,)),
        ("practitioner_stay", (bob.pk,)),
    ):
        address, again = reverse(name, args=keys), reverse("account_reauthenticate")
        assert browser.client.get(address).url.startswith(again), name
        assert browser.client.post(address, everything).url.startswith(again), name

    assert not Practitioner.objects.filter(email="eve@example.org").exists()
    assert Practitioner.objects.get(pk=bob.pk).roles() == {Role.PRACTITIONER}
    assert jobs.waiting("partnership.invite") == []
    assert not Event.objects.filter(kind="partnership.sessions_ended").exists()

"""Who may see a record: restricting, naming, barring."""

import pytest

from baton.partnership.rules.roles import Role
from baton.people.actions import family as families
from baton.people.actions import keys
from baton.people.models import (
    AccessBar,
    AccessGrant,
)
from baton.people.rules.facts import GrantKind
from baton.people.tests import factories as make
from baton.people.tests import world
from baton.people.tests.world import SEARCH, text, url

pytestmark = pytest.mark.django_db


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


def test_who_may_see_a_record_shows_to_those_who_decide(shaws, lead):
    shown = text(world.with_role(Role.GOVERNANCE_OFFICER).get(url("access_page", shaws.family)))

    assert "This record is open" in shown
    assert "Nat Named: named on a restricted or sealed record" in shown
    assert "Bo Barred: a relative, friend or neighbour is in it" in shown
    assert lead.get(url("access_page", shaws.family)).status_code == 403


def test_a_record_is_restricted_sealed_and_opened(shaws):
    officer = make.practitioner(Role.GOVERNANCE_OFFICER)
    client, where = world.client_of(officer), url("access_change", shaws.family)

    def change(version, **values):
        return client.post(where, values | {"expected_version": str(version)})

    assert "why must it be restricted" in text(change(1, restriction="restricted")).lower()
    assert change(1, restriction="restricted", reason_restricted="Refuge").url == url(
        "access_page", shaws.family
    )
    assert "Refuge" in text(client.get(url("access_page", shaws.family)))
    assert change(2, restriction="sealed", reason_sealed="Adoption").url == url("access_page", shaws.family)
    assert AccessGrant.objects.filter(practitioner=officer, kind="named").exists()
    assert change(3, restriction="open").status_code == 302
    assert "saved this yourself in another window" in text(
        change(3, restriction="sealed", reason_sealed="Again")
    )


def test_a_hub_manager_who_restricts_a_record_no_longer_sees_it(shaws):
    client = world.with_role(Role.HUB_MANAGER)
    where = url("access_change", shaws.family)
    shown = text(client.get(where))

    response = client.post(
        where, {"restriction": "restricted", "reason_restricted": "Refuge", "expected_version": "1"}
    )

    assert "Sealed" not in shown.split("<h1")[1].split("</main")[0]
    assert response.url == SEARCH
    assert client.get(where).status_code == 403


def test_naming_ending_barring_and_lifting(shaws):
    officer = world.with_role(Role.GOVERNANCE_OFFICER)
    worker = make.practitioner()

    assert officer.post(url("access_name", shaws.family), {"practitioner": str(worker.pk)}).status_code == 302
    named = AccessGrant.objects.get(practitioner=worker)
    assert worker.name in text(officer.get(url("access_end", named)))
    assert officer.post(url("access_end", named)).status_code == 302
    assert officer.get(url("access_end", named)).status_code == 404
    bar = {"practitioner": str(worker.pk), "reason": "own", "note": "Her sister"}
    assert officer.post(url("access_bar", shaws.family), bar).status_code == 302
    assert "barred from this record already" in text(officer.post(url("access_bar", shaws.family), bar))
    row = AccessBar.objects.get(practitioner=worker)
    assert officer.post(url("access_lift", row)).status_code == 302
    assert officer.get(url("access_lift", row)).status_code == 404


def test_only_what_names_somebody_is_ended_here(shaws):
    given = AccessGrant.objects.get(kind=GrantKind.LEAD_PRACTITIONER)

    assert world.with_role(Role.GOVERNANCE_OFFICER).get(url("access_end", given)).status_code == 404


def test_the_last_keeper_of_a_sealed_record_stays(shaws):
    officer = make.practitioner(Role.GOVERNANCE_OFFICER)
    families.seal(
        family=shaws.family, reason="Adoption", named=[officer], expected_version=1, by=officer, at=make.NOW
    )
    own = AccessGrant.objects.get(practitioner=officer)

    response = world.client_of(officer).post(url("access_end", own))

    assert "Nobody else who may unseal this record" in text(response)

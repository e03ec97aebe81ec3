"""A family with everything a page can show, and somebody of each role and relation to ask for it."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.people.models import (
    AccessBar,
    AccessGrant,
    Address,
    ContactWay,
    Family,
    FamilyMembership,
    Involvement,
    LevelReading,
    Person,
    Relationship,
)
from baton.people.rules.facts import GrantKind
from baton.people.tests import factories as make
from tests.browsing import sought

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class World:
    """The Shaw family, whom a lead practitioner visits."""

    family: Family
    mother: Person
    child: Person
    baby: Person
    address: Address
    mobile: ContactWay
    membership: FamilyMembership
    relationship: Relationship
    involvement: Involvement
    named: AccessGrant
    barred: AccessBar
    lead: Practitioner

    @property
    def ids(self) -> dict[str, object]:
        """The id that each parameter of an address stands for."""
        return {
            "family_id": self.family.pk,
            "person_id": self.child.pk,
            "address_id": self.address.pk,
            "way_id": self.mobile.pk,
            "membership_id": self.membership.pk,
            "relationship_id": self.relationship.pk,
            "involvement_id": self.involvement.pk,
            "grant_id": self.named.pk,
            "bar_id": self.barred.pk,
        }


def build(**values: object) -> World:
    family = make.family(locality=make.locality(), **values)
    mother, child = make.adult(of=family), make.child(of=family, upn="B801200005001", upn_checked=True)
    baby = make.person("", "Shaw", unborn=True, expected_on=date(2026, 12, 1))
    make.join(baby, family, role="unborn")
    lead = make.practitioner(name="Lou Lead")
    make.grant(family, lead)
    LevelReading.objects.create(family=family, level=2, occasion="allocation", on=make.TODAY)
    return World(
        family=family,
        mother=mother,
        child=child,
        baby=baby,
        address=make.address(child),
        mobile=make.mobile(mother, safe_to_ring=False, safe_to_text=True, note="After six"),
        membership=child.memberships.get(),
        relationship=Relationship.objects.create(
            person=mother, other=child, kind="mother", parental_responsibility=True
        ),
        involvement=Involvement.objects.create(
            family=family,
            kind="school",
            organisation_words="Hill Top",
            contact="Head",
            from_on=date(2026, 1, 1),
        ),
        named=make.grant(family, make.practitioner(name="Nat Named"), GrantKind.NAMED),
        barred=AccessBar.objects.create(
            family=family,
            practitioner=make.practitioner(name="Bo Barred"),
            reason="relative",
            from_at=make.LONG_AGO,
        ),
        lead=lead,
    )


class Queries(CaptureQueriesContext):
    """Counts queries; the savepoints of a test's transaction are none."""

    def __init__(self) -> None:
        super().__init__(connection)

    @property
    def count(self) -> int:
        return sum("SAVEPOINT" not in query["sql"] for query in self.captured_queries)


def client_of(practitioner: Practitioner) -> Client:
    """A browser in which this practitioner has signed in."""
    client = Client(raise_request_exception=True)
    client.force_login(practitioner, backend=BACKEND)
    return client


def with_role(*roles: Role, **values: object) -> Client:
    return client_of(make.practitioner(*roles, **values))


SEARCH = "/families/search/"


def text(response: HttpResponse) -> str:
    """The page as one line."""
    return " ".join(response.content.decode().split())


def url(name: str, row: Model) -> str:
    """The address of a page about a row."""
    return reverse(name, args=[row.pk])


def ticket(client: Client, q: str = "Zed Marsh", where: str = SEARCH) -> str:
    """Search, and return the proof of it that the next page carries."""
    shown = sought(client, where, q=q).content.decode()
    link = shown.split('role="button"')[0].rsplit('href="', 1)[1].split('"')[0]
    page = client.get(link).content.decode()
    return page.split('name="searched" value="')[1].split('"')[0]

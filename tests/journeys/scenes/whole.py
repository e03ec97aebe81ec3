"""Every page of the site: those of the scenes, and every other address as the first of the cast who may open it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from baton.casework.tests import factories as casework
from baton.partnership.matrix import AUTHORISER, CLOSED, LEAD_PRACTITIONER, OWN
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from tests.browsing import BACKEND, sign_in_afresh
from tests.journeys.scenes import cases, door, others
from tests.journeys.scenes.scene import Look, Scene
from tests.matrix.addresses import Address, addresses
from tests.matrix.cast import Cast, cast
from tests.matrix.world import build, keys_about_nobody

FIRST = (LEAD_PRACTITIONER, Role.HUB_MANAGER, Role.SYSTEM_ADMINISTRATOR, Role.GOVERNANCE_OFFICER)
"""Whom to try first: together they may open nearly everything."""


@dataclass
class Site:
    """The cast, the scenes, and what each address carries."""

    around: Cast
    scenes: list[Scene]
    addresses: dict[str, Address]
    clients: dict[Practitioner | None, Client] = field(default_factory=dict)

    def looks(self) -> list[Look]:
        """Give every page of the scenes."""
        keys = {name: address.keys for name, address in self.addresses.items()}
        return [look for scene in self.scenes for look in scene.looks(keys)]

    def others(self) -> list[str]:
        """Give the names of the addresses that no scene shows."""
        shown = {name for scene in self.scenes for name in scene.shows}
        return sorted(set(self.addresses) - shown)

    def app(self, name: str) -> str:
        """Give the app whose page has this name."""
        keys = {key: self.scenes[-1].keys[key] for key in self.addresses[name].keys}
        return resolve(reverse(name, kwargs=keys)).func.__module__.split(".")[1]

    def ask(self, look: Look) -> HttpResponse:
        """Ask for a page without a browser, and undo whatever it did."""
        client = self.client(look.who)
        with transaction.atomic():
            answer: HttpResponse = client.get(look.url)
            list(getattr(answer, "streaming_content", ()))  # a file that nobody reads is left open
            transaction.set_rollback(True)
        return answer

    def client(self, who: Practitioner | None) -> Client:
        """Give a client signed in as somebody."""
        if who not in self.clients:
            self.clients[who] = Client(raise_request_exception=False)
            if who is not None:
                self.clients[who].force_login(who, backend=BACKEND)
                sign_in_afresh(self.clients[who], who)
        return self.clients[who]


@dataclass(frozen=True)
class Found:
    """The first who may open an address, and every status that it gave on the way.

    `is_deed` is true where the address takes a form or gives a file, and shows no page of its own.
    """

    look: Look | None = None
    statuses: frozenset[int] = frozenset()
    is_deed: bool = False


def build_site() -> Site:
    """Make the matrix's world and the scenes around the same cast."""
    around = cast()
    world = build(around)
    loose = keys_about_nobody(around)
    actors = around.actors
    of_cases = casework.Cast(
        place=around.here,
        school=around.school,
        lead=actors[LEAD_PRACTITIONER],
        manager=actors[AUTHORISER],
        coordinator=actors[Role.COORDINATOR],
        screener=actors[Role.HUB_SCREENER],
        hub_manager=actors[Role.HUB_MANAGER],
    )
    scenes = [
        *door.scenes(actors[Role.HUB_MANAGER], actors[Role.PRACTITIONER]),
        *cases.scenes(of_cases),
        *others.scenes(around),
        *(Scene(name, None, loose | world[name].keys) for name in (OWN, CLOSED)),
    ]
    return Site(around, scenes, {address.name: address for address in addresses()})


def find(site: Site, name: str) -> Found:
    """Look for somebody who may open the address of this name in the matrix's world."""
    statuses: set[int] = set()
    for look in _tries(site, site.addresses[name]):
        answer = site.ask(look)
        statuses.add(answer.status_code)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            return Found(look)
        if answer.status_code in {200, 405}:
            return Found(is_deed=True)
    return Found(statuses=frozenset(statuses))


def _tries(site: Site, address: Address) -> Iterator[Look]:
    named = [site.around.actors[who] for who in FIRST]
    rest = [actor for actor in site.around.actors.values() if actor not in named]
    if address.guard == "public":
        named = [None, *named]
    for scene in site.scenes[-2:]:
        url = reverse(address.name, kwargs={key: scene.keys[key] for key in address.keys})
        for who in [*named, *rest]:
            if who is None or not callable(address.guard) or address.guard(who):
                yield Look(address.name, url, who, scene.name)

"""Every address, asked as every role and relation in every situation.

What lies outside somebody's scope does not exist for them (`cast.SEES`, the architecture's rule 6); what a
guard refuses is refused; and the whole table is the one printed in `docs/reference/permission-matrix.md`,
which people read when it changes. `BATON_WRITE_MATRIX=1 ./run test tests/matrix -n 0` writes it anew.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from baton.partnership.matrix import (
    ANONYMOUS,
    AUTHORISER,
    CLOSED,
    OTHER_ORGANISATION,
    OWN,
    OWN_ORGANISATION,
    RESTRICTED,
    SEALED,
    SITUATIONS,
)
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from tests.matrix.addresses import SERVED_TO_ALL, Address, addresses, listed
from tests.matrix.cast import IS_TOLD_OF_RESTRICTION, READS_ENQUIRIES, SEES, SEES_ENQUIRIES, Cast, cast
from tests.matrix.document import PAGE, read_table, write_table
from tests.matrix.world import Situation, build, keys_about_nobody

LETTERS = {
    OWN: "o",
    OWN_ORGANISATION: "g",
    OTHER_ORGANISATION: "e",
    CLOSED: "c",
    RESTRICTED: "r",
    SEALED: "s",
}
NEVER_TOLD = frozenset(
    {
        "audit_correct",
        "break_glass_end",
        "case_open",
        "conflict_review",
        "enquiry_sent",
        "information_request_answer",
        "relationship_edit",
    }
)
"""Pages that do not say of a restricted family that there is one: outside one's scope the row is simply not there."""

OPENS_RESTRICTED = frozenset({"break_glass"})
"""Pages that are there for whoever is kept out by the restriction alone; they show nothing of the record."""

LEADS_BACK = frozenset({"assessment_answer", "case_close", "case_reopen"})
"""Pages that lead whoever sees the case back to it where there is nothing to do on them now."""

ONLY_TAKES_FORMS: set[str] = set()
"""Addresses found to answer no GET; by what is asked, never by whom."""

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class World:
    """Who there is, and the rows that addresses are about."""

    around: Cast
    situations: dict[str, Situation]
    loose: dict[str, Any]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Make everything once for all actors of a process: it takes as long as asking for a hundred pages."""
    with django_db_blocker.unblock(), transaction.atomic():
        around = cast()
        yield World(around, build(around), keys_about_nobody(around))
        transaction.set_rollback(True)


@pytest.fixture
def undone(world: World) -> Iterator[None]:
    """Undo what one actor did, so that the next finds everything as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Asked:
    """One actor asking for everything, and the answers."""

    def __init__(self, who: str, world: World) -> None:
        self.who, self.world, self.loose = who, world.situations, world.loose
        self.actor: Practitioner | None = world.around.actors.get(who)
        self.client = Client(raise_request_exception=False)
        if self.actor is not None:
            self.client.force_login(self.actor, backend=BACKEND)

    def answers(self, address: Address) -> Iterator[tuple[str, int]]:
        """Give the status in each situation; in `own` alone where none can make a difference."""
        everywhere = address.is_about_a_family and self.actor is not None and not self.kept_out(address)
        for name in sorted(SITUATIONS) if everywhere else [OWN]:
            yield name, self.status(address, self.world[name])

    def status(self, address: Address, situation: Situation) -> int:
        """Ask once. An address that only takes a form is sent an empty one, and what that did is undone."""
        keys = {key: situation.keys.get(key, self.loose.get(key)) for key in address.keys}
        assert None not in keys.values(), f"{address.name}: no row for {keys}"
        url = reverse(address.name, kwargs=keys)
        if address.name not in ONLY_TAKES_FORMS:
            answer: Any = self.client.get(url)
            list(getattr(answer, "streaming_content", ()))  # a file that nobody reads is left open
            if answer.status_code != 405:
                return int(answer.status_code)
            ONLY_TAKES_FORMS.add(address.name)
        with transaction.atomic():
            answer = self.client.post(url)
            transaction.set_rollback(True)
        return int(answer.status_code)

    def kept_out(self, address: Address) -> bool:
        """Tell whether the guard refuses this actor, whatever the page is about."""
        return callable(address.guard) and not address.guard(self.actor)

    def refused(self, address: Address, name: str) -> set[int] | None:
        """Give the statuses that refuse, where this actor must be refused in this situation; None where
        not.
        """
        if address.guard == "public":
            return None
        if self.actor is None:
            return {302}
        if self.kept_out(address):
            return {403}
        table = SEES_ENQUIRIES if "enquiry_id" in address.keys else SEES
        if not address.is_about_a_family or name in table[self.who]:
            return None
        told = name == RESTRICTED and self.who in IS_TOLD_OF_RESTRICTION
        if told and address.name in OPENS_RESTRICTED:
            return None
        if "enquiry_id" in address.keys:
            told = told and self.who in READS_ENQUIRIES
        return {403} if told and address.name not in NEVER_TOLD else {404}


@pytest.fixture
def unwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave every page unwritten: the view has decided by then, and the sweep of every page reads what stands on it."""
    monkeypatch.setattr("jinja2.Template.render", lambda *words, **context: "")


@pytest.mark.usefixtures("undone", "unwritten")
@pytest.mark.parametrize("who", sorted(SEES))
def test_nobody_is_let_in_who_should_not_be(world: World, who: str) -> None:
    asked = Asked(who, world)
    wrong, table = [], {}
    for address in addresses():
        letters = ""
        for name, status in asked.answers(address):
            refused = asked.refused(address, name)
            if (refused is not None and status not in refused) or status >= 500:
                wrong.append(f"{address.name} in {name}: {status}, not {sorted(refused or [])}")
            if status in {200, 302, 400, 409} and refused is None:
                letters += LETTERS[name]
        table[address.name] = letters or "–"

    assert not wrong, "\n".join(wrong)
    if os.environ.get("BATON_WRITE_MATRIX"):
        write_table(who, table)
    assert table == read_table(who), f"{PAGE.name} is not current: read what changed, then write it anew"


def test_every_address_has_a_guard() -> None:
    assert [address.name for address in addresses() if address.guard is None] == []


def test_the_apps_list_every_address_and_no_other() -> None:
    assert set(listed()) | SERVED_TO_ALL == {address.name for address in addresses()}


def test_nobody_opens_what_the_list_of_its_app_keeps_from_them() -> None:
    opened = {who: read_table(who) for who in SEES}
    may = {who: {who} for who in SEES} | {AUTHORISER: {AUTHORISER, Role.TEAM_MANAGER.value}}

    wrong = [
        f"{name} opens for {who}"
        for name, page in listed().items()
        for who, table in opened.items()
        if table[name] != "–" and not (page.public or may[who] & page.who or name in LEADS_BACK)
    ]

    assert wrong == []


def test_the_public_addresses_are_these() -> None:
    public = {address.name for address in addresses() if address.guard == "public"}

    assert public == {
        "about",
        "account_inactive",
        "account_login",
        "account_logout",
        "account_provider_back",
        "account_provider_start",
        "account_request_ask",
        "account_request_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_signup",
        "ask",
        "ask_danger",
        "ask_erased",
        "ask_form",
        "ask_keep",
        "ask_kept",
        "ask_sent",
        "front",
        "health_live",
        "health_ready",
        "link_open",
        "message_receipt",  # by a token of its own
        "mfa_authenticate",
        "passkey_sign_in",
        "provider_choose",
        "theme",
        "ui_gallery",
    }


def test_anonymous_is_one_of_the_cast() -> None:
    assert ANONYMOUS in SEES

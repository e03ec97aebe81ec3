"""Minimal valid rows of the partnership, for everybody's tests."""

import json
from datetime import date
from itertools import count
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from fido2.utils import websafe_encode

from baton.partnership.models import (
    AccountRequest,
    Identity,
    Locality,
    Membership,
    Organisation,
    Practitioner,
    Provider,
)
from baton.partnership.rules.roles import Role
from baton.partnership.tests.soft_key import SoftKey

_numbers = count(1)

NOBODY_THERE = "http://127.0.0.1:9"
"""An address at which nothing answers, said at once."""


def locality(code: str = "north", **values: Any) -> Locality:
    """Give the locality of this code, made if the profile has none."""
    return Locality.objects.get_or_create(code=code, defaults={"name": code.title()} | values)[0]


def organisation(name: str = "", *, agency_type: str = "primary_school", **values: Any) -> Organisation:
    """Make an organisation."""
    number = next(_numbers)
    return Organisation.objects.create(
        code=values.pop("code", f"organisation_{number}"),
        name=name or f"Organisation {number}",
        agency_type=agency_type,
        **values,
    )


def practitioner(
    *roles: Role,
    name: str = "",
    at: Organisation | None = None,
    localities: tuple[Locality, ...] = (),
    case_limit: int | None = None,
    starts_on: date = date(2020, 1, 1),
    **values: Any,
) -> Practitioner:
    """Make somebody who signs in, a practitioner unless roles are named, at an organisation of their own or `at`.

    They have said whom they may not see, or every page would ask it of them first.
    """
    number = next(_numbers)
    values = {"declared_at": timezone.now()} | values
    person = Practitioner.objects.create(
        email=values.pop("email", f"p{number}@example.org"), name=name or f"Practitioner {number}", **values
    )
    join(
        person,
        at or organisation(),
        *roles,
        localities=localities,
        case_limit=case_limit,
        starts_on=starts_on,
    )
    return person


def join(
    person: Practitioner,
    at: Organisation,
    *roles: Role,
    localities: tuple[Locality, ...] = (),
    case_limit: int | None = None,
    starts_on: date = date(2020, 1, 1),
) -> Membership:
    """Make a practitioner a member of an organisation."""
    membership = Membership.objects.create(
        practitioner=person,
        organisation=at,
        roles=[role.value for role in roles or (Role.PRACTITIONER,)],
        case_limit=case_limit,
        starts_on=starts_on,
    )
    if localities:
        membership.localities.set(localities)
    return membership


WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


def session(person: Practitioner, user_agent: str = WINDOWS, **values: Any) -> UserSession:
    """Sign somebody in on a device of their own."""
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    seen_at = values.pop("last_seen_at", timezone.now())
    return UserSession.objects.create(
        user=person,
        session_key=store.session_key,
        ip="192.0.2.7",
        user_agent=user_agent,
        last_seen_at=seen_at,
        **values,
    )


def passkey(
    person: Practitioner, name: str = "Chrome on Windows", key: SoftKey | None = None
) -> Authenticator:
    """Give somebody a passkey, on a device of its own or on `key`."""
    owner = user_pk_to_url_str(person).encode()
    question = {"publicKey": {"user": {"id": websafe_encode(owner)}, "challenge": websafe_encode(b"asked")}}
    answer = json.loads((key or SoftKey()).make(question))
    return WebAuthn.add(person, name, answer).instance


def provider(at: Organisation, **values: Any) -> Provider:
    """Give an organisation a sign-in of its own."""
    said = {
        "issuer": NOBODY_THERE,
        "client_id": "baton",
        "domains": ["example.org"],
    } | values
    return Provider.objects.create(organisation=at, **said)


def identity(person: Practitioner, at: Organisation) -> Identity:
    """Tie somebody to their work account at an organisation with a sign-in of its own."""
    return Identity.objects.create(
        provider=provider(at), practitioner=person, subject=str(person.pk), tied_at=timezone.now()
    )


def account_request(at: Organisation, **values: Any) -> AccountRequest:
    """Let somebody ask for an account at an organisation."""
    said = {
        "name": "Noor Khan",
        "email": f"noor{next(_numbers)}@example.org",
        "job_title": "Teacher",
    } | values
    said = {"why": "I lead on early help", "asked_at": timezone.now()} | said
    return AccountRequest.objects.create(organisation=at, **said)

"""Asking an organisation's own sign-in who somebody is (OpenID Connect Core 1.0, authorisation code with PKCE).

The library makes the question and reads the answer. What the answer must be is said here: signed by a key of the provider
with an algorithm of ours, of this issuer, for us, in time, and to the very question that this browser was sent with.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from baton.core.rules.addresses import normal
from baton.partnership.models import Provider
from baton.partnership.rules.provider import may_be_asked

PATIENCE = 5
"""Seconds that we wait for a provider to answer (ours)."""

LEEWAY = 60
"""Seconds by which a provider's clock may differ (ours)."""

SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""With a key pair alone: `none` is no signature, and the client's secret none that only the provider knows."""

_NO_ANSWER = (requests.RequestException, AuthlibBaseError, ValueError, LookupError, TypeError)


class ProviderTrouble(Exception):
    """The provider could not be asked, or does not keep to the standard."""


class AnswerRefused(Exception):
    """The provider's answer does not hold."""


@dataclass(frozen=True)
class Question:
    """What the answer is held against; it waits in the session of the browser that was sent."""

    state: str
    nonce: str
    verifier: str
    is_afresh: bool = False

    def as_plain(self) -> dict[str, Any]:
        """Give it as a session keeps it."""
        return asdict(self)


@dataclass(frozen=True)
class Told:
    """Whom the provider signed in: its own name for them, their address, when, and whether with a second factor."""

    subject: str
    email: str
    signed_in_at: int
    has_second_factor: bool


def secret_of(provider: Provider) -> str:
    """Read the provider's secret from its file in `BATON_SECRETS`; empty where there is none (PKCE alone then)."""
    path = secret_path(provider.organisation.code)
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def secret_path(organisation_code: str) -> Path:
    """Say in which file the secret of an organisation's provider lies: outside the database and its back-ups."""
    return Path(settings.BATON_SECRETS) / f"sign-in-{quote(organisation_code, safe='')}"


def ask(provider: Provider, *, back: str, is_afresh: bool) -> tuple[str, Question]:
    """Return the address to send the browser to, and the question. `back` is where it returns; `is_afresh` has the
    provider ask for password and second factor whoever it knows already. Raises `ProviderTrouble`.
    """
    question = Question(generate_token(32), generate_token(32), generate_token(64), is_afresh)
    try:
        about = _discovered(provider)
        with _client(provider, back, about) as client:
            address, _ = client.create_authorization_url(
                about["authorization_endpoint"],
                state=question.state,
                nonce=question.nonce,
                code_verifier=question.verifier,
                **({"prompt": "login", "max_age": "0"} if is_afresh else {}),
            )
    except _NO_ANSWER as trouble:
        raise ProviderTrouble from trouble
    return address, question


def answer(provider: Provider, *, back: str, code: str, question: Question, at: datetime) -> Told:
    """Take the code for a token, and return whom it names. Raises `ProviderTrouble`, `AnswerRefused`."""
    try:
        about = _discovered(provider)
        with _client(provider, back, about) as client:
            token = client.fetch_token(
                about["token_endpoint"], code=code, code_verifier=question.verifier, timeout=PATIENCE
            )
        keys = KeySet.import_key_set(_fetched(about["jwks_uri"]))
    except _NO_ANSWER as trouble:
        raise ProviderTrouble from trouble
    try:
        claims = _held(provider, token, keys, question, at)
        return _told(provider, claims, question)
    except (JoseError, *_NO_ANSWER) as wrong:
        raise AnswerRefused from wrong


def _held(
    provider: Provider, token: dict[str, Any], keys: KeySet, question: Question, at: datetime
) -> CodeIDToken:
    """Hold the token against issuer, audience, time, nonce and signature."""
    registry = JWSRegistry(algorithms=SIGNED_BY, strict_check_header=False)
    read = jwt.decode(token["id_token"], keys, registry=registry)
    wanted: dict[str, Any] = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }
    beside = {
        "nonce": question.nonce,
        "client_id": provider.client_id,
        "access_token": token.get("access_token"),
        "max_age": question.is_afresh,
    }
    claims = CodeIDToken(read.claims, read.header, wanted, beside)
    claims.validate(now=int(at.timestamp()), leeway=LEEWAY)
    return claims


def _told(provider: Provider, claims: CodeIDToken, question: Question) -> Told:
    """Read the claims. An address of which the provider itself says that it is not theirs tells nothing."""
    if claims.get("email_verified") in (False, "false"):
        raise ValueError("an address that is not verified")
    return Told(
        subject=str(claims["sub"]),
        email=normal(str(claims.get("email") or "")),
        signed_in_at=int(claims.get("auth_time") or claims["iat"]),
        has_second_factor=provider.asks_second_factor or "mfa" in (claims.get("amr") or []),
    )


def _discovered(provider: Provider) -> dict[str, Any]:
    """Ask the provider where it is asked (OpenID Connect Discovery 1.0, 4); it must be the one we mean."""
    about: dict[str, Any] = _fetched(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if about["issuer"] != provider.issuer:
        raise ValueError("another issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _check(about[name])
    return about


def _fetched(address: str) -> Any:
    _check(address)
    told = requests.get(address, timeout=PATIENCE, allow_redirects=False)
    told.raise_for_status()
    return told.json()


def _check(address: str) -> None:
    if not may_be_asked(address, in_the_clear=not settings.PRODUCTION):
        raise ValueError("not an address to ask")


def _client(provider: Provider, back: str, about: dict[str, Any]) -> OAuth2Session:
    """Make the library's client. Without a secret it names itself alone, and PKCE proves that it asked."""
    secret = secret_of(provider)
    ways = about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
    client = OAuth2Session(
        provider.client_id,
        secret or None,
        scope="openid email",
        redirect_uri=back,
        code_challenge_method="S256",
        token_endpoint_auth_method=way if secret else "none",
    )
    client.max_redirects = (
        0  # code and secret are sent to the provider alone, wherever it would lead (ASVS 5.0 15.3.2)
    )
    return client

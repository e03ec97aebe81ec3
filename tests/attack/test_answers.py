"""What stands at the head of every answer: what it is, what it may load, who may read and frame it."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from baton.operations.logs import JsonLines
from baton.partnership.models import Practitioner
from baton.partnership.tests import factories
from tests.browsing import BACKEND

pytestmark = pytest.mark.django_db

FILE = "/static/baton/app.js"


@pytest.fixture
def inside() -> Client:
    """Somebody signed in, whose client goes on after a fault as a browser would."""
    client = Client(raise_request_exception=False)
    client.force_login(factories.practitioner(name="Ada Byron"), backend=BACKEND)
    return client


@pytest.fixture
def written() -> Iterator[list[str]]:
    """The lines that an installation would write."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(JsonLines())
    handler.emit = lambda record: lines.append(handler.format(record))  # type: ignore[method-assign]
    loggers = [logging.getLogger(name) for name in ("baton", "django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield lines
    for logger in loggers:
        logger.removeHandler(handler)


def read(answer: HttpResponseBase) -> HttpResponseBase:
    """An answer whose file is closed."""
    answer.getvalue()  # type: ignore[attr-defined]
    return answer


def answers(inside: Client) -> Iterator[tuple[str, HttpResponseBase]]:
    """An answer of every kind that there is."""
    outside = Client()
    yield "page", outside.get(reverse("ask"))
    yield "own page", inside.get(reverse("my_work"))
    yield "sign-in", outside.get(reverse("account_login"))
    yield "redirect", outside.get(reverse("my_work"))
    yield "refused", inside.get(reverse("practitioner_index"))
    yield "not there", outside.get("/no-such-page/")
    yield "wrong method", inside.get(reverse("draft_save", args=["some_form", "-"]))
    yield "style", outside.get(reverse("theme"))
    yield "file", read(outside.get(FILE))
    yield "health", outside.get("/health/live/")


def test_every_answer_says_what_it_is_and_what_it_may_load(inside: Client) -> None:
    seen = set()
    for kind, answer in answers(inside):
        seen.add(answer.status_code)
        policy = answer.get("Content-Security-Policy", "")
        assert answer.get("X-Content-Type-Options") == "nosniff", kind
        assert "charset=utf-8" in answer["Content-Type"].replace('"', ""), kind
        for part in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
            assert part in policy, (kind, part)
    assert seen == {200, 302, 403, 404, 405}


def test_no_other_site_may_read_an_answer(inside: Client) -> None:
    origin = {"origin": "https://evil.example"}

    for address in (reverse("my_work"), reverse("ask"), "/no-such-page/"):
        for answer in (inside.get(address, headers=origin), inside.options(address, headers=origin)):
            assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_browsers_are_told_to_use_tls_alone(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 365 * 24 * 3600, True
    settings.SECURE_SSL_REDIRECT = True
    client = Client()

    for address in (reverse("ask"), reverse("my_work"), "/no-such-page/", FILE):
        said = read(client.get(address, secure=True))["Strict-Transport-Security"]
        assert said == "max-age=31536000; includeSubDomains"
    assert client.get(reverse("ask")).url.startswith("https://")


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PROPFIND"])
def test_a_method_that_no_page_knows_is_refused(inside: Client, method: str) -> None:
    answer = inside.generic(method, reverse("my_work"), headers={"x-secret": "drawn-curtains"})

    assert answer.status_code == 405
    assert b"drawn-curtains" not in answer.content


@pytest.mark.parametrize(
    "address",
    ["/static/", "/static/baton/", "/.git/config", "/uploads/", "/static/baton/..%2f..%2f..%2fmanage.py",
     "/static/baton/%2e%2e/%2e%2e/%2e%2e/manage.py", "/static//etc/passwd"],
)  # fmt: skip
def test_no_folder_is_listed(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_a_fault_tells_nobody_how_it_came_about(
    inside: Client, monkeypatch: pytest.MonkeyPatch, written: list[str]
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("drawn-curtains at 10.1.2.3")

    monkeypatch.setattr(Practitioner, "memberships_now", broken)

    answer = inside.get(reverse("my_work"))

    assert answer.status_code == 500
    for word in (b"drawn-curtains", b"RuntimeError", b"Traceback", b"10.1.2.3", b"site-packages"):
        assert word not in answer.content
    assert any("builtins.RuntimeError" in line for line in written)
    assert not any("drawn-curtains" in line for line in written)


def test_nobody_writes_a_line_of_their_own_into_the_log(written: list[str]) -> None:
    client = Client(headers={"user-agent": 'x\n{"forged": true}', "referer": 'y\r\n{"forged": true}'})

    client.get('/no%0A{"forged": true}%0D%0A/')
    client.get(reverse("ask"), {"a": 'b\n{"forged": true}'})

    assert len(written) >= 2
    assert not any("\n" in line or "forged" in line for line in written)


def test_tries_to_get_around_leave_a_line(inside: Client, written: list[str], settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["baton.example.org"]
    strict = Client(enforce_csrf_checks=True, headers={"host": "baton.example.org"})

    strict.post(reverse("account_login"), {"login": "ada@example.org", "password": "x"})
    strict.get(reverse("ask"), headers={"host": "evil.example"})

    assert any('"logger": "django.security.csrf"' in line for line in written)
    assert any('"logger": "django.security.DisallowedHost"' in line for line in written)
    assert not any("evil.example" in line for line in written)


def test_a_line_says_its_time_in_utc(written: list[str]) -> None:
    Client().get(reverse("ask"))

    assert '"at": "20' in written[-1]
    assert '+00:00"' in written[-1]


def test_what_was_encoded_twice_is_decoded_once() -> None:
    typed = {"login": "%3Cb%3E&lt;b&gt;", "password": "x"}

    page = Client().post(reverse("account_login"), typed).content

    assert b'value="%3Cb%3E&amp;lt;b&amp;gt;"' in page


def test_every_page_of_somebody_signed_in_leads_to_signing_out(inside: Client) -> None:
    for name in ("my_work", "mfa_index", "session_index", "ask"):
        assert reverse("account_logout") in inside.get(reverse(name)).content.decode(), name
    assert reverse("account_logout") in inside.get("/no-such-page/").content.decode()

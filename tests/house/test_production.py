"""What production refuses to start with, and whom it takes a request to be from."""

import os
import subprocess
import sys

import pytest
from django.http import HttpRequest, HttpResponse

from config.proxy import ClientAddress
from config.run.home import ROOT

SECRET = "k7Jq2-vN9xWm4Rt8Yb1Lc6Hs3Zd5Gf0Pa_QeUiOyTrEwXzCvBn"
GIVEN = {
    "BATON_SECRET_KEY": SECRET,
    "BATON_ALLOWED_HOSTS": "baton.example.org",
    "BATON_SITE_URL": "https://baton.example.org",
    "DATABASE_URL": "postgresql://baton_serving@127.0.0.1:1/baton",
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
}
SHOWN = """
from django.conf import settings as s
print(s.DEBUG, s.SECOND_FACTOR_REQUIRED, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,
      s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0,
      next(one for one in s.MIDDLEWARE if not one.startswith("baton.operations.")))
"""


def production(**changed: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BATON_")}
    return subprocess.run(
        [sys.executable, "-c", SHOWN],
        cwd=ROOT,
        env=kept | GIVEN | changed,
        capture_output=True,
        text=True,
        check=False,
    )


def test_real_people_are_served_in_the_strictest_way() -> None:
    plain, behind = production(), production(BATON_BEHIND_PROXY="1")

    assert plain.stdout.split() == [
        "False", *["True"] * 6, "django.middleware.security.SecurityMiddleware",
    ]  # fmt: skip
    assert behind.stdout.split()[-1] == "config.proxy.ClientAddress"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BATON_SECRET_KEY", "demonstration-only-synthetic-people"),
        ("BATON_SECRET_KEY", "a" * 60),
        ("BATON_ALLOWED_HOSTS", "*"),
        ("BATON_ALLOWED_HOSTS", "baton.example.org,"),
        ("BATON_SITE_URL", "http://baton.example.org"),
    ],
)
def test_a_setting_that_leaves_a_door_open_is_refused_in_one_line(name: str, value: str) -> None:
    done = production(**{name: value})

    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (2, 1, "")
    assert done.stderr.startswith(name)


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("10.9.9.9, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, nonsense", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_behind_a_proxy_the_address_is_the_one_it_added(forwarded: str, address: str) -> None:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": forwarded}

    ClientAddress(lambda asked: HttpResponse(asked.META["REMOTE_ADDR"]))(request)

    assert request.META["REMOTE_ADDR"] == address

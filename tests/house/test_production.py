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


def production(shown: str = SHOWN, **changed: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BATON_")}
    return subprocess.run(
        [sys.executable, "-c", shown],
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


def test_cookies_of_production_are_bound_to_host_and_tls() -> None:
    shown = """
from django.conf import settings as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_PATH, s.CSRF_COOKIE_PATH, s.SESSION_COOKIE_DOMAIN,
      s.CSRF_COOKIE_DOMAIN, s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE, s.SESSION_COOKIE_HTTPONLY,
      s.MESSAGE_STORAGE.rpartition(".")[2])
"""

    assert production(shown).stdout.split() == [
        "__Host-sessionid", "__Host-csrftoken", "/", "/", "None", "None", "Lax", "Lax", "True", "SessionStorage",
    ]  # fmt: skip


def test_a_database_on_another_machine_is_reached_by_tls_and_must_prove_itself() -> None:
    asked = "sslmode=verify-full&sslrootcert=/etc/baton/database-ca.pem"
    shown = "from django.conf import settings as s; print(s.DATABASES['default']['OPTIONS'])"

    done = production(shown, DATABASE_URL=f"postgresql://baton_serving@db.example.org/baton?{asked}")

    assert "'sslmode': 'verify-full'" in done.stdout
    assert "'sslrootcert': '/etc/baton/database-ca.pem'" in done.stdout


def test_passwords_of_production_are_kept_by_a_costly_hash() -> None:
    shown = "from django.contrib.auth.hashers import get_hashers; h = get_hashers()[0]; print(h.algorithm, h.memory_cost)"

    kind, kibibytes = production(f"import django; django.setup(); {shown}").stdout.split()

    assert kind == "argon2"
    assert int(kibibytes) >= 19 * 1024, "OWASP's least for Argon2id"


def test_what_runs_on_the_same_machine_may_be_spoken_to_in_the_clear() -> None:
    here = {
        "BATON_SCANNER": "tcp://127.0.0.1:3310",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "https://spans.example.org/v1/traces",
    }

    assert production(**here).returncode == 0


def test_an_older_secret_still_opens_what_it_signed_while_a_new_one_takes_its_place() -> None:
    older = SECRET[::-1]
    signed = f"from django.core.signing import Signer; print(Signer(key={older!r}).sign('link'))"
    link = production(signed).stdout.strip()

    read = f"from django.core.signing import Signer; print(Signer().unsign({link!r}))"

    assert production(read, BATON_SECRET_KEYS_BEFORE=older).stdout.strip() == "link"
    assert "BadSignature" in production(read).stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BATON_SECRET_KEY", "demonstration-only-synthetic-people"),
        ("BATON_SECRET_KEY", "a" * 60),
        ("BATON_ALLOWED_HOSTS", "*"),
        ("BATON_ALLOWED_HOSTS", "baton.example.org,"),
        ("BATON_SITE_URL", "http://baton.example.org"),
        ("DATABASE_URL", "postgresql://baton_serving@db.example.org/baton"),
        ("DATABASE_URL", "postgresql://baton_serving@10.0.0.2/baton?sslmode=require"),
        ("BATON_EMAIL_URL", "smtp://mail.example.org"),
        ("BATON_NOTIFY_URL", "http://notify.example.org"),
        ("BATON_SCANNER", "tcp://scanner.example.org:3310"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://spans.example.org:4318"),
        ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://10.0.0.2:4318/v1/traces"),
        ("BATON_NOTIFY_CALLBACK_TOKEN", "short"),
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

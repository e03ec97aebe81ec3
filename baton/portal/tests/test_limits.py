"""Limits count for all serving processes together."""

import os
import subprocess
import sys
import time
from unittest import mock

import pytest
from allauth.core import ratelimit
from django.core.cache import cache
from django.db import transaction
from django.test import RequestFactory

from baton.core import limits as core_limits
from baton.portal import limits
from config.run.databases import Databases
from config.run.home import ROOT

ELSEWHERE = """
import django
django.setup()
from allauth.core import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from baton.portal import limits
request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
request.user = AnonymousUser()
assert not any(limits.is_over(request) for _ in range(limits.MOST))
tries = [ratelimit.consume(request, action="login_failed", key="ada@example.org") for _ in range(5)]
assert all(tries)
"""


def test_what_one_process_counted_counts_for_the_next(own_database: Databases) -> None:
    environment = os.environ | {
        "DATABASE_URL": own_database.serving,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": str(ROOT),
    }

    subprocess.run([sys.executable, "-c", ELSEWHERE], cwd=ROOT, env=environment, check=True)

    here, other = (RequestFactory().post("/", REMOTE_ADDR=f"192.0.2.{number}") for number in (1, 2))
    assert limits.is_over(here)
    assert not limits.is_over(other)
    assert not ratelimit.consume(here, action="login_failed", key="ada@example.org")
    assert ratelimit.consume(other, action="login_failed", key="bob@example.org")


@pytest.mark.django_db
def test_the_hour_runs_from_the_first_request() -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    cache.clear()
    with (
        mock.patch.object(limits, "MOST", 1),
        mock.patch.object(core_limits, "time") as clock,
        transaction.atomic(),
    ):
        clock.time.return_value = time.time() - limits.WINDOW + 1
        assert not limits.is_over(request)
        clock.time.return_value = time.time()
        assert limits.is_over(request)

    key = next(iter(_kept()))
    assert "192.0.2.1" not in key
    assert cache.get(key.removeprefix(":1:"))[1] == pytest.approx(time.time() + 1, abs=5)


def _kept() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM core_cache")
        return [row[0] for row in cursor.fetchall()]

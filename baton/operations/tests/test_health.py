"""What a load balancer is told: without host, TLS or session, and while the database is away."""

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client

from config.run.databases import Databases


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["live", "ready"])
def test_a_load_balancer_is_answered_by_address_and_in_the_clear(name, settings, django_assert_num_queries):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["baton.example.org"], True

    with django_assert_num_queries(1 if name == "ready" else 0):
        answer = Client().get(f"/health/{name}/", SERVER_NAME="127.0.0.1")

    assert (answer.status_code, answer.content) == (200, f"{name}\n".encode())
    assert "no-cache" in answer["Cache-Control"]
    assert not answer.cookies
    assert Client(enforce_csrf_checks=True).post(f"/health/{name}/").status_code == 405


@pytest.mark.django_db
def test_without_its_database_a_process_lives_and_is_not_ready(monkeypatch):
    def gone() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", gone)

    assert Client().get("/health/live/").status_code == 200
    answer = Client().get("/health/ready/")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")


@pytest.mark.django_db
def test_what_is_not_about_health_is_a_page_like_any_other():
    assert Client().get("/health/of-the-nation/").status_code == 404


def test_before_it_is_migrated_a_database_is_not_ready(own_database: Databases):
    with psycopg.connect(own_database.owner, autocommit=True) as owner:
        owner.execute("ALTER TABLE core_installation RENAME TO away")

    assert Client().get("/health/ready/").status_code == 503

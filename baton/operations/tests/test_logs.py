"""A log says which page and how it went, and never who it was about."""

import json
import logging
import sys

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from baton.operations.logs import JsonLines, configuration
from baton.partnership.rules.roles import Role
from baton.people.tests.factories import practitioner

NAME = "Shaw"


def line(name: str, words: str, *values: object, exc_info=None, **extra: object) -> dict:
    record = logging.LogRecord(name, logging.INFO, "/srv/app/thing.py", 7, words, values, exc_info)
    record.__dict__.update(extra)
    return json.loads(JsonLines().format(record))


def test_our_texts_stand_without_the_values_put_into_them():
    written = line("django.request", "Not Found: %s", f"/people/?q={NAME}")

    assert written["text"] == "Not Found: %s"
    assert NAME not in json.dumps(written)


def test_texts_of_other_libraries_are_not_written():
    written = line("axes.watch_login", f"Locked out {NAME}")

    assert NAME not in json.dumps(written)
    assert written["place"] == "thing:7"


def test_what_a_record_adds_is_written_where_it_is_known_to_be_a_code():
    written = line("baton.request", "request", status=200, url_name="family_page", typed=NAME)

    assert (written["status"], written["url_name"]) == (200, "family_page")
    assert NAME not in json.dumps(written)


def test_an_exception_is_told_by_its_kind_and_its_way():
    try:
        try:
            raise ValueError(f"Key (name)=({NAME})")
        except ValueError as first:
            raise DatabaseError(f"({NAME}) already exists") from first
    except DatabaseError:
        written = line("django.request", "Internal Server Error: %s", "/x/", exc_info=sys.exc_info())

    assert [fault["kind"] for fault in written["exceptions"]] == [
        "django.db.utils.DatabaseError",
        "builtins.ValueError",
    ]
    assert written["exceptions"][0]["through"][0].startswith("baton/operations/tests/test_logs.py:")
    assert NAME not in json.dumps(written)


def test_a_job_is_told_by_its_number_and_its_task():
    job = {"id": 4, "task_name": "notices.deliver", "attempts": 1, "task_kwargs": {"to": NAME}}

    written = line("procrastinate.worker", f"Starting job deliver({NAME})", action="start_job", job=job)

    assert (written["action"], written["job_id"], written["task"]) == ("start_job", 4, "notices.deliver")
    assert NAME not in json.dumps(written)


@pytest.mark.django_db
def test_a_request_leaves_one_line(caplog, client):
    asker = practitioner(Role.HUB_SCREENER)
    client.force_login(asker)

    with caplog.at_level(logging.INFO, "baton.request"):
        answer = client.get(reverse("family_search"), {"q": NAME})

    (record,) = [record for record in caplog.records if record.name == "baton.request"]
    written = json.loads(JsonLines().format(record))
    assert {
        name: written[name] for name in ("method", "url_name", "status", "practitioner_id", "request_id")
    } == {
        "method": "GET",
        "url_name": "family_search",
        "status": 200,
        "practitioner_id": str(asker.pk),
        "request_id": answer["X-Request-ID"],
    }
    assert written["ms"] >= 0
    assert NAME not in json.dumps(written)


@pytest.mark.django_db
def test_a_method_that_is_no_method_is_not_repeated(caplog):
    with caplog.at_level(logging.INFO, "baton.request"):
        Client().generic(NAME, "/no-such-page/")

    (record,) = [record for record in caplog.records if record.name == "baton.request"]
    assert (record.method, record.url_name, record.status) == ("OTHER", "", 404)


def test_every_logger_of_an_installation_writes_such_lines():
    configured = configuration()
    handlers = {tuple(one["handlers"]) for one in [configured["root"], *configured["loggers"].values()]}

    assert handlers == {("lines",)}
    assert list(configured["handlers"]) == ["lines"]

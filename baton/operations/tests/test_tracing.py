"""Spans are sent where an installation asks for them, and hold neither address nor text of a query."""

import builtins
from contextlib import contextmanager

import pytest
from django.urls import reverse

from baton.operations import tracing
from baton.partnership.rules.roles import Role
from baton.people.tests.factories import practitioner


class Recorder:
    """Stands in for a tracer: keeps what each span was told, as its interface has it."""

    def __init__(self) -> None:
        self.spans: list[dict] = []

    @contextmanager
    def start_as_current_span(self, name, record_exception):
        span = Span(name)
        self.spans.append(span.told)
        yield span


class Span:
    def __init__(self, name):
        self.told = {"name": name}

    def set_attribute(self, key, value):
        self.told[key] = value

    def update_name(self, name):
        self.told["name"] = name


@pytest.fixture
def recorder():
    made = Recorder()
    tracing.use(made)
    yield made
    tracing.use(None)


@pytest.mark.django_db
def test_a_request_and_its_queries_are_spans_without_what_was_typed(recorder, client):
    client.force_login(practitioner(Role.HUB_SCREENER))

    client.get(reverse("family_search"), {"q": "Shaw"})

    request, *queries = recorder.spans
    assert request == {
        "name": "family_search",
        "http.request.method": "GET",
        "http.response.status_code": 200,
    }
    assert {query["name"] for query in queries} <= {*tracing.VERBS, "OTHER"}
    assert {query["db.system.name"] for query in queries} == {"postgresql"}
    assert all(set(query) == {"name", "db.system.name"} for query in queries)


@pytest.mark.django_db
def test_nobody_is_traced_unasked(client, caplog):
    assert not tracing.start({})
    assert not tracing.start(
        {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true"}
    )
    assert client.get("/ask/").status_code == 200
    assert not caplog.records or all("opentelemetry" not in record.getMessage() for record in caplog.records)


def test_where_the_packages_are_missing_one_line_says_so(monkeypatch, caplog):
    plain = builtins.__import__

    def without(name, *args, **kwargs):
        if name.startswith("opentelemetry"):
            raise ImportError(name)
        return plain(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)

    assert not tracing.start({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"})

    assert [record.getMessage() for record in caplog.records] == [
        "OTEL_ settings name a collector, and opentelemetry is not installed: no spans are sent"
    ]

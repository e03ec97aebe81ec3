"""Spans for OpenTelemetry, where an installation wants them: off unless its usual `OTEL_…` settings stand.

The packages are no dependency: `opentelemetry-sdk` and `opentelemetry-exporter-otlp-proto-http`, installed beside Baton.
A span of a request has the page's name, not its address; one of a query its first word and nothing of its text, because
both may hold what somebody typed. So the ready-made instrumentation, which keeps both, is not used.
"""

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.http import HttpRequest

log = logging.getLogger(__name__)

WANTED_BY = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
VERBS = frozenset(
    {"SELECT", "INSERT", "UPDATE", "DELETE", "COPY", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK"}
)

_tracer: Any = None


def start(environment: Mapping[str, str] | None = None) -> bool:
    """Begin to send spans where the settings name a collector; tell whether it did. Once for each serving process.

    Where a collector is named and the packages are not there, one line says so and pages are served without.
    """
    global _tracer
    named = os.environ if environment is None else environment
    if named.get("OTEL_SDK_DISABLED", "").lower() == "true" or not any(map(named.get, WANTED_BY)):
        return False
    try:
        from opentelemetry import trace
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        log.warning("OTEL_ settings name a collector, and opentelemetry is not installed: no spans are sent")
        return False
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    _tracer = trace.get_tracer("baton")
    return True


def use(tracer: Any) -> None:
    """Send spans to this tracer; `None` ends it."""
    global _tracer
    _tracer = tracer


@contextmanager
def request_span(request: HttpRequest) -> Iterator[Any]:
    """Span a request and each query it makes; yields `None`, at no cost, where nobody wants spans."""
    if _tracer is None:
        yield None
        return
    with (
        _tracer.start_as_current_span("request", record_exception=False) as span,
        connection.execute_wrapper(_query),
    ):
        span.set_attribute("http.request.method", request.method or "")
        yield span


def finish(span: Any, *, name: str, status: int) -> None:
    """Name the span of a request after its page and note the answer."""
    if span is not None:
        span.update_name(name or "no such page")
        span.set_attribute("http.response.status_code", status)


def _query(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Mapping[str, Any]) -> Any:
    verb = str(sql).lstrip(" (").split(maxsplit=1)[:1]
    word = verb[0].upper() if verb else ""
    with _tracer.start_as_current_span(word if word in VERBS else "OTHER", record_exception=False) as span:
        span.set_attribute("db.system.name", "postgresql")
        return execute(sql, params, many, context)

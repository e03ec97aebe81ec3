"""Canaries: names and needs that the tests' people have, and that may stand in no log, address, message or refusal.

The factories and stories of all apps use them, so they go through the whole ordinary run. This plugin listens to
every log record (as an installation would write it), every address a test client asks for, every message that is sent,
and every page that refuses or fails; the test in which a canary is heard does not pass. A search puts what is looked for
behind the question mark of its address: that part is written by nobody, as the test of the log and the proxy's example
show.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

from baton.operations.logs import JsonLines

CANARIES = (
    "Shaw",
    "Ava",
    "Kelly",
    "07700 900123",
    "DN1 2AB",
    "1 High Street",
    "not been to school",
    "nobody sleeps",
    "former partner",
)
HEARD = re.compile(rf"\b(?:{'|'.join(map(re.escape, CANARIES))})\b")
REFUSALS = frozenset({403, 404, 405, 410, 500, 503})
"""Pages that refuse or failed. Not 400, 409, 413, 422 and 429: they give back to somebody what they typed themselves."""

heard: list[str] = []
counted = {"log lines": 0, "addresses": 0, "messages": 0, "refusals": 0}


def listen(where: str, text: str) -> None:
    """Note a canary that stands in a text, with where it was heard."""
    counted[where] += 1
    if found := HEARD.search(text):
        heard.append(f"{where}: “{found[0]}” in: {text[:300]}")


class Listener(logging.Handler):
    """Hears every record in the form in which an installation writes it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Listen to one record."""
        listen("log lines", self.format(record))


def pytest_configure(config: pytest.Config) -> None:
    """Listen from the beginning of the run to its end."""
    listener = Listener(logging.DEBUG)
    listener.setFormatter(JsonLines())
    for name in ("", "django.server"):  # which passes nothing on to the root
        logging.getLogger(name).addHandler(listener)
    for name in ("baton", "procrastinate"):  # as an installation has them
        logging.getLogger(name).setLevel(logging.INFO)
    _listen_to_clients()
    _listen_to_mail()


def _listen_to_clients() -> None:
    from django.test import Client

    plain = Client.request

    def request(client: Client, **asked: Any) -> Any:
        listen("addresses", unquote(asked.get("PATH_INFO", "")))
        answer = plain(client, **asked)
        if answer.status_code in REFUSALS and not answer.streaming:
            listen("refusals", answer.content.decode(errors="replace"))
        return answer

    Client.request = request  # type: ignore[method-assign]


def _listen_to_mail() -> None:
    from django.core.mail.message import EmailMessage

    plain = EmailMessage.send

    def send(message: EmailMessage, *args: Any, **kwargs: Any) -> int:
        listen("messages", f"{message.subject}\n{message.body}")
        return plain(message, *args, **kwargs)

    EmailMessage.send = send  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Fail the test in which a canary was heard, from its setting up to its clearing away."""
    try:
        return (yield)
    finally:
        found = heard.copy()
        heard.clear()
        if found:
            pytest.fail("\n".join(["What nobody may read was written down.", *found[:5]]), pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that started this one what it has listened to."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["canaries"] = counted


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Add what another process has listened to."""
    for what, number in getattr(node, "workeroutput", {}).get("canaries", {}).items():
        counted[what] += number


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what the whole run has listened to."""
    if any(counted.values()):
        said = ", ".join(f"{number:,} {what}" for what, number in counted.items())
        terminalreporter.write_line(f"Canaries: listened to {said}.")

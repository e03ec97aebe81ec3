"""GOV.UK Notify, played by a small server on this machine: what it is asked, what its answers do, its reports."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from baton.core import jobs
from baton.notices import tasks
from baton.notices.actions import delivery
from baton.notices.actions.message import NoWordsForText
from baton.notices.models import Bounce, Message
from baton.notices.rules.delivery import Status
from baton.notices.rules.kind import Kind
from baton.notices.rules.notice import Notice
from baton.notices.tests import factories
from baton.notices.tests.factories import NOW, message
from baton.notices.tests.test_rules_notify import KEY, SERVICE, read

pytestmark = pytest.mark.django_db
NUMBER = "+447700900123"
TEXTED = Notice(
    code="texted", kind=Kind.DECIDED, subject="An answer", body="{link}", text="{service}: read {link}"
)
TOKEN = "a-token-that-nobody-guesses"
MINUTE = timedelta(minutes=1)


@dataclass
class Played:
    """What the server answers, and what it was asked."""

    status: int = 201
    answer: Any = field(default_factory=dict)
    breaks: bool = False
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)


@pytest.fixture
def notify(settings: Any) -> Iterator[Played]:
    played = Played()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self._answer(given)

        def do_GET(self) -> None:
            self._answer(None)

        def _answer(self, given: Any) -> None:
            played.asked.append((self.path, dict(self.headers), given))
            if played.breaks:
                self.close_connection = True
                return
            body = json.dumps(played.answer).encode()
            self.send_response(played.status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.BATON_NOTIFY_KEY = KEY
    settings.BATON_NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
    settings.BATON_NOTIFY_TEXT_TEMPLATE = "template-of-texts"
    settings.BATON_NOTIFY_CALLBACK_TOKEN = TOKEN
    yield played
    server.shutdown()
    server.server_close()


def text(**values: Any) -> Message:
    return message(**{"notice": TEXTED, "to_email": "", "to_phone": NUMBER} | values)


def delivered(written: Message, at: Any = NOW) -> Message:
    return delivery.deliver(message_id=written.pk, at=at)


def refusal(words: str) -> dict[str, Any]:
    return {"errors": [{"error": "ValidationError", "message": words}]}


# Handing over


def test_a_text_is_handed_over_with_our_own_reference(notify: Played) -> None:
    written = text()

    sent = delivered(written)

    ((path, headers, given),) = notify.asked
    _, claims, _ = headers["Authorization"].removeprefix("Bearer ").split(".")
    assert path == "/v2/notifications/sms"
    assert read(claims)["iss"] == SERVICE
    assert given["phone_number"] == NUMBER
    assert given["template_id"] == "template-of-texts"
    assert given["reference"] == str(written.pk)
    assert given["personalisation"]["message"].startswith("Early Help Hub: read http")
    assert (sent.status, sent.carrier) == (Status.SENT, "notify")


def test_e_mail_goes_this_way_where_it_has_a_template(notify: Played, settings: Any) -> None:
    settings.BATON_NOTIFY_EMAIL_TEMPLATE = "template-of-mails"

    delivered(message())

    ((path, _, given),) = notify.asked
    assert path == "/v2/notifications/email"
    assert given["email_address"] == "kelly@example.org"
    assert given["personalisation"]["subject"].endswith("has an answer")


@pytest.mark.parametrize(
    ("code", "words", "status", "bounces"),
    [
        (400, "phone_number Number is not valid", Status.BOUNCED, 1),
        (400, "Template not found", Status.QUEUED, 0),
        (403, "Invalid token: expired", Status.QUEUED, 0),
        (429, "Exceeded rate limit", Status.QUEUED, 0),
        (302, "Elsewhere", Status.QUEUED, 0),
        (503, "Internal server error", Status.UNKNOWN, 0),
    ],
)
def test_each_refusal_leads_to_what_can_be_done(
    notify: Played, code: int, words: str, status: Status, bounces: int
) -> None:
    notify.status, notify.answer = code, refusal(words)

    found = delivered(text())

    assert found.status == status
    assert found.failed_because == f"{code} {words}"
    assert len(notify.asked) == 1
    assert Bounce.objects.count() == bounces


def test_without_a_line_it_is_tried_again(notify: Played, settings: Any) -> None:
    settings.BATON_NOTIFY_URL = "http://127.0.0.1:9"

    assert delivered(text()).status == Status.QUEUED


def test_a_notice_without_words_for_a_text_is_not_texted() -> None:
    with pytest.raises(NoWordsForText):
        text(notice=factories.ANSWER)


# Asking what became of it


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ([{"status": "delivered"}], Status.DELIVERED),
        ([{"status": "sending"}], Status.SENT),
        ([{"status": "permanent-failure"}], Status.BOUNCED),
        ([], Status.QUEUED),
    ],
)
def test_where_the_line_broke_it_is_asked_and_nothing_goes_out_twice(
    notify: Played, known: list[dict[str, str]], status: Status
) -> None:
    written = text()
    notify.breaks = True
    assert delivered(written).status == Status.UNKNOWN
    notify.breaks = False
    notify.answer = {"notifications": [one | {"reference": str(written.pk)} for one in known]}

    delivery.ask_carrier(NOW + 15 * MINUTE)

    found = Message.objects.get()
    assert found.status == status
    assert notify.asked[-1][0] == f"/v2/notifications?reference={written.pk}"
    assert len(jobs.waiting("notices.deliver")) == (2 if status is Status.QUEUED else 1)


def test_what_was_sent_is_asked_about_until_it_is_known(notify: Played) -> None:
    written = text()
    delivered(written)
    notify.answer = {"notifications": [{"reference": str(written.pk), "status": "delivered"}]}

    for minutes, asked in ((5, 1), (15, 2), (25, 2)):
        delivery.ask_carrier(NOW + minutes * MINUTE)
        assert len(notify.asked) == asked
    assert Message.objects.get().status == Status.DELIVERED


def test_one_that_notify_took_and_does_not_find_yet_stays_sent(notify: Played) -> None:
    delivered(text())
    notify.answer = {"notifications": []}

    delivery.ask_carrier(NOW + 15 * MINUTE)

    assert Message.objects.get().status == Status.SENT


def test_where_it_cannot_be_asked_nothing_changes(notify: Played) -> None:
    delivered(text())
    notify.status = 500

    delivery.ask_carrier(NOW + 15 * MINUTE)

    assert Message.objects.get().status == Status.SENT


def test_the_background_asks_only_where_there_is_a_key(notify: Played, settings: Any) -> None:
    delivered(text())
    settings.BATON_NOTIFY_KEY = ""

    tasks.ask_carrier()

    assert len(notify.asked) == 1


# Reports


def report(given: Any, *, bearer: str = TOKEN) -> int:
    headers = {"authorization": f"Bearer {bearer}"} if bearer else {}
    body = given if isinstance(given, str) else json.dumps(given)
    answer = Client().post(reverse("message_receipt"), body, content_type="application/json", headers=headers)
    return answer.status_code


def test_a_report_is_noted_once(notify: Played) -> None:
    sent = delivered(text())
    told = {"reference": str(sent.pk), "status": "permanent-failure", "to": NUMBER}

    assert [report(told), report(told)] == [204, 204]
    found = Message.objects.get()
    assert (found.status, found.failed_because) == (
        Status.BOUNCED,
        "The address or number does not exist",
    )
    assert Bounce.objects.get().address == NUMBER


@pytest.mark.parametrize("bearer", ["", "wrong", f"{TOKEN}x"])
def test_without_the_token_nothing_is_noted(notify: Played, bearer: str) -> None:
    sent = delivered(text())

    assert report({"reference": str(sent.pk), "status": "delivered"}, bearer=bearer) == 403
    assert Message.objects.get().status == Status.SENT


def test_where_no_token_is_set_nobody_reports(settings: Any) -> None:
    settings.BATON_NOTIFY_CALLBACK_TOKEN = ""

    assert report({}, bearer="") == 403
    assert Client().get(reverse("message_receipt")).status_code == 405


@pytest.mark.parametrize(
    ("given", "status"),
    [("{", 400), ([], 400), ({"status": "sent"}, 400), ({"x": "y" * 30_000}, 400)],
)
def test_what_is_no_report_is_refused(notify: Played, given: Any, status: int) -> None:
    assert report(given) == status


def test_a_report_about_no_message_of_ours_changes_nothing(notify: Played) -> None:
    assert report({"reference": str(uuid4()), "status": "delivered"}) == 404


def test_too_many_reports_are_turned_away(notify: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("baton.notices.views.receipt.MOST", 2)

    assert [report("{") for _ in range(3)] == [400, 400, 429]


# Where nobody sends texts


def test_without_a_service_texts_are_written_into_the_outbox(settings: Any, tmp_path: Any) -> None:
    settings.BATON_HOME = tmp_path
    written, real = text(), text(to_phone="+447911123456")

    sent, refused = delivered(written), delivered(real)

    file = tmp_path / "outbox" / f"{written.pk}.text"
    assert NUMBER in file.read_text()
    assert (sent.status, sent.carrier) == (Status.SENT, "outbox")
    assert refused.status == Status.BOUNCED

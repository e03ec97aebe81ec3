"""A message goes out once, whatever is killed in between; what comes back is remembered until somebody confirms."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)
from unittest import mock

import pytest
from django.core import mail
from django.core.management import call_command

from baton.core import jobs
from baton.journal.models import Event
from baton.journal.tests.breaking import JournalBroken, broken_journal
from baton.notices import events
from baton.notices.actions import bounce, delivery
from baton.notices.channels.mail import id_of, token_of
from baton.notices.models import Bounce, Message
from baton.notices.rules.bounce import tagged
from baton.notices.rules.delivery import BACK_OFF, Status
from baton.notices.tests import factories
from baton.notices.tests.factories import NOW, message, settled
from baton.notices.tests.test_rules_bounce import report
from baton.partnership.tests.factories import practitioner

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
REFUSED = SMTPRecipientsRefused({"kelly@example.org": (550, b"5.1.1 <Kelly@EXAMPLE.org> no such mailbox")})


@contextmanager
def server(**does: object) -> Iterator[mock.Mock]:
    """Let the mail server answer otherwise: `send` or `open` raise what they are given."""
    name = f"django.core.mail.backends.locmem.EmailBackend.{'open' if 'open' in does else 'send_messages'}"
    with mock.patch(name, side_effect=next(iter(does.values()))) as called:
        yield called


def delivered(written: Message, at: object = NOW) -> Message:
    return delivery.deliver(message_id=written.pk, at=at)  # type: ignore[arg-type]


# Once


def test_what_was_sent_is_put_off_no_more() -> None:
    sent = delivered(message())

    assert delivery.put_off(message_id=sent.pk, because="x", at=NOW).status == Status.SENT


def test_it_is_marked_before_it_leaves_and_sent_afterwards() -> None:
    written = message()
    seen = []

    def look(letters: list[object]) -> int:
        seen.append(Message.objects.get().status)
        return len(letters)

    with server(send=look):
        sent = delivered(written)

    assert seen == [Status.SENDING]
    assert (sent.status, sent.sent_at, sent.tries) == (Status.SENT, NOW, 1)


def test_one_whose_worker_was_killed_is_never_sent_a_second_time() -> None:
    written = message()
    with server(send=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        delivered(written)

    again = delivered(written)
    third = delivered(written)

    assert (again.status, third.status) == (Status.UNKNOWN, Status.UNKNOWN)
    assert mail.outbox == []
    assert Event.objects.filter(kind=events.UNKNOWN).count() == 1


def test_what_a_killed_worker_left_is_taken_up_after_a_while() -> None:
    interrupted, lost, fresh = message(), message(), message(at=NOW + 30 * MINUTE)
    delivery.begin(message_id=interrupted.pk, at=NOW)

    found = delivery.resume(NOW + 31 * MINUTE)

    assert sorted(found) == sorted([interrupted.pk, lost.pk])
    assert fresh.pk not in found


def test_a_line_that_breaks_while_sending_leaves_it_unclear() -> None:
    with server(send=SMTPServerDisconnected("gone")):
        found = delivered(message())

    assert (found.status, found.failed_because) == (Status.UNKNOWN, "gone")
    assert not Bounce.objects.exists()


# Again, later


@pytest.mark.parametrize(
    "trouble",
    [
        {"open": ConnectionRefusedError("nobody listens")},
        {"send": SMTPRecipientsRefused({"kelly@example.org": (450, b"try later")})},
        {"send": SMTPAuthenticationError(535, b"wrong password")},
        {"send": SMTPDataError(451, b"busy")},
    ],
)
def test_what_passes_is_tried_again_after_longer_and_longer_waits(trouble: dict[str, Exception]) -> None:
    written, at = message(), NOW

    with server(**trouble):
        for tries, wait in enumerate(BACK_OFF, 1):
            found = delivered(written, at)
            assert (found.status, found.send_at, found.tries) == (Status.QUEUED, at + wait, tries)
            assert delivered(written, at + wait - MINUTE / 2).tries == tries, "not before its time"
            at += wait
        last = delivered(written, at)

    assert last.status == Status.FAILED
    assert last.failed_because
    assert len(jobs.waiting("notices.deliver")) == 1 + len(BACK_OFF)


def test_it_goes_out_once_the_server_is_back() -> None:
    written = message()
    with server(open=OSError("down")):
        delivered(written)

    sent = delivered(written, NOW + MINUTE)

    assert (sent.status, sent.failed_because, len(mail.outbox)) == (Status.SENT, "", 1)


def test_a_text_that_is_refused_is_given_up_and_its_address_is_not() -> None:
    with server(send=SMTPDataError(554, b"looks like spam")):
        found = delivered(message())

    assert found.status == Status.FAILED
    assert not Bounce.objects.exists()


# Addresses that do not work


def test_a_refused_address_is_not_written_to_again_and_named_nowhere() -> None:
    before = message()
    with server(send=REFUSED):
        came_back = delivered(message())

    after = message()

    assert came_back.status == Status.BOUNCED
    assert came_back.failed_because == "550 5.1.1 <the address> no such mailbox"
    assert Bounce.objects.get().address == "kelly@example.org"
    assert (delivered(before).status, after.status) == (Status.WITHHELD, Status.WITHHELD)
    assert mail.outbox == []


def test_a_second_bounce_of_an_address_adds_nothing() -> None:
    first, second = message(), message()
    for one in (first, second):
        delivery.begin(message_id=one.pk, at=NOW)

    for one in (first, second):
        delivery.note(message_id=one.pk, status=Status.BOUNCED, because="no", at=NOW)

    assert Bounce.objects.get().message == first


def test_a_confirmed_address_is_written_to_again_and_gets_what_was_kept_back() -> None:
    teacher = practitioner()
    found = factories.bounce(teacher)
    lately = message(to_practitioner=teacher, at=NOW)
    long_ago = message(to_practitioner=teacher, at=NOW - timedelta(days=8))
    elsewhere = factories.bounce(to_email="other@example.org")

    bounce.confirm(bounce=found, by=teacher, at=NOW)

    statuses = {one.pk: one.status for one in Message.objects.all()}
    assert (statuses[lately.pk], statuses[long_ago.pk]) == (Status.QUEUED, Status.WITHHELD)
    assert delivered(lately).status == Status.SENT
    assert not Bounce.objects.open().filter(practitioner=teacher).exists()
    assert Bounce.objects.open().get() == elsewhere
    with pytest.raises(bounce.AlreadyConfirmed):
        bounce.confirm(bounce=found, by=teacher, at=NOW)


# Reports


def test_each_message_leaves_from_an_address_for_reports_about_it(settings: pytest.FixtureRequest) -> None:
    settings.BATON_BOUNCE_ADDRESS = "bounces@help.example.org"  # type: ignore[attr-defined]
    written = message()

    delivered(written)

    (letter,) = mail.outbox
    assert letter.from_email == tagged("bounces@help.example.org", token_of(written))
    assert letter.extra_headers["From"] != letter.from_email
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert id_of(token_of(written).upper()) == written.pk.hex


def back(about: Message, **values: str) -> bytes:
    return report(**values).replace(b"abc-123", token_of(about).encode())


@pytest.mark.parametrize(
    ("values", "status", "open_bounces"),
    [
        ({}, Status.BOUNCED, 1),
        ({"code": "5.2.2"}, Status.FAILED, 0),
        ({"action": "delayed"}, Status.SENT, 0),
        ({"action": "delivered", "code": "2.0.0"}, Status.DELIVERED, 0),
    ],
)
def test_what_a_report_says_is_noted(values: dict[str, str], status: Status, open_bounces: int) -> None:
    sent = settled(Status.SENT, to_email="somebody@example.org")

    for _ in range(2):
        found = bounce.take_report(back(sent, **values), NOW + MINUTE)

    assert found.status == status
    assert "somebody" not in found.failed_because
    assert Bounce.objects.open().count() == open_bounces


@pytest.mark.parametrize("said", [b"somebody@EXAMPLE.org", b"x" * 270 + b" Somebody@example.org"])
def test_a_report_names_the_address_in_no_spelling_nor_by_half(said: bytes) -> None:
    sent = settled(Status.SENT, to_email="Somebody@Example.org")

    found = bounce.take_report(back(sent).replace(b"<somebody@example.org>", b"<" + said + b">"), NOW)

    assert "the address" in found.failed_because
    assert "somebody" not in found.failed_because.lower()


@pytest.mark.parametrize("token", ["", "abc", "{hex}-", "{hex}-0000"])
def test_nobody_else_can_make_an_address_look_dead(token: str) -> None:
    sent = settled(Status.SENT)
    forged = report().replace(b"abc-123", token.format(hex=sent.pk.hex).encode())

    with pytest.raises(bounce.UnknownReport):
        bounce.take_report(forged, NOW)

    assert Message.objects.get().status == Status.SENT


def test_the_command_takes_a_mail_from_a_mail_server(capsys: pytest.CaptureFixture[str]) -> None:
    sent = settled(Status.SENT)

    with mock.patch("sys.stdin") as given:
        given.buffer.read.return_value = back(sent)
        call_command("receive_bounce")
        given.buffer.read.return_value = b"Subject: Hello\n\nHello"
        call_command("receive_bounce")

    said = capsys.readouterr().out
    assert "Came back" in said
    assert "no delivery report" in said


# By hand


@pytest.mark.parametrize("status", [Status.FAILED, Status.UNKNOWN])
def test_what_was_lost_is_sent_again_when_somebody_says_so(status: Status) -> None:
    lost = settled(status, because="no answer")

    queued = delivery.try_again(message=lost, by=practitioner(), at=NOW + MINUTE)

    assert (queued.status, queued.tries, queued.failed_because) == (Status.QUEUED, 0, "")
    assert delivered(lost, NOW + MINUTE).status == Status.SENT


def test_nothing_else_is() -> None:
    with pytest.raises(delivery.NotLost):
        delivery.try_again(message=settled(Status.SENT), by=practitioner(), at=NOW)
    factories.bounce()
    with pytest.raises(delivery.AddressDead):
        delivery.try_again(message=message(), by=practitioner(), at=NOW)


@pytest.mark.parametrize("deed", ["note", "put_off", "try_again", "confirm"])
def test_nothing_is_kept_without_its_event(deed: str) -> None:
    sending, lost = message(), settled(Status.FAILED)
    dead, who = factories.bounce(to_email="other@example.org"), practitioner()
    delivery.begin(message_id=sending.pk, at=NOW)
    deeds = {
        "note": lambda: delivery.note(message_id=sending.pk, status=Status.BOUNCED, at=NOW),
        "put_off": lambda: delivery.put_off(message_id=sending.pk, because="x", at=NOW),
        "try_again": lambda: delivery.try_again(message=lost, by=who, at=NOW),
        "confirm": lambda: bounce.confirm(bounce=dead, by=who, at=NOW),
    }

    with broken_journal(), pytest.raises(JournalBroken):
        deeds[deed]()

    assert Message.objects.get(pk=sending.pk).status == Status.SENDING
    assert Message.objects.get(pk=lost.pk).status == Status.FAILED
    assert Bounce.objects.get().confirmed_at is None

"""Reports of mail servers are read as RFC 3464 writes them, and nothing else is taken for one."""

import pytest

from baton.notices.rules.bounce import Action, NotAReport, read, tagged
from baton.notices.rules.delivery import Status

REPORT = """\
Return-Path: <>
Delivered-To: bounces+abc-123@help.example.org
From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: bounces+abc-123@help.example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

I am sorry.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; somebody@example.org
Action: {action}
Status: {code}
Diagnostic-Code: smtp; 550 {code} <somebody@example.org>: no such
    mailbox

--x
Content-Type: message/rfc822

Subject: An answer

Hello
--x--
"""


def report(action: str = "failed", code: str = "5.1.1") -> bytes:
    return REPORT.format(action=action, code=code).encode()


def test_a_report_says_which_message_and_why() -> None:
    found = read(report())

    assert (found.tokens, found.action, found.code) == (("abc-123",), Action.FAILED, "5.1.1")
    assert found.because == "550 5.1.1 <somebody@example.org>: no such mailbox"


@pytest.mark.parametrize(
    ("action", "code", "status"),
    [
        ("failed", "5.1.1", Status.BOUNCED),
        ("Failed", "5.7.1", Status.BOUNCED),
        ("failed", "5.2.2", Status.FAILED),
        ("failed", "4.4.7", Status.FAILED),
        ("failed", "", Status.FAILED),
        ("delivered", "2.0.0", Status.DELIVERED),
        ("delayed", "4.4.1", None),
        ("relayed", "2.0.0", None),
    ],
)
def test_what_the_message_is_then(action: str, code: str, status: Status | None) -> None:
    assert read(report(action, code)).status == status


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe nonsense",
        b"Subject: Out of office\n\nI am away until Monday.",
        report(action="guessed"),
        report().replace(b"Action:", b"X-Action:"),
        report().replace(b"message/delivery-status", b"text/plain"),
    ],
)
def test_what_is_no_report_is_refused(raw: bytes) -> None:
    with pytest.raises(NotAReport):
        read(raw)


def test_the_address_for_reports_is_made_for_one_message() -> None:
    assert tagged("bounces@help.example.org", "abc-123") == "bounces+abc-123@help.example.org"

"""Messages are written, sent once, listed; links open for a time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from baton.core import installation, jobs
from baton.journal.models import Event
from baton.journal.tests.breaking import JournalBroken, broken_journal
from baton.notices import actions, events, tasks
from baton.notices.actions.message import address_of
from baton.notices.models import Link, Message
from baton.notices.permissions import can_see_messages
from baton.notices.rules.kind import Kind
from baton.notices.rules.notice import Notice
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.tests.factories import practitioner
from config.mail import BadMailAddress, mail_settings
from tests.browsing import Browser, text

pytestmark = pytest.mark.django_db
ANSWER = Notice(
    code="answer", kind=Kind.ASKED, subject="{service} has an answer", body="Read it here: {link}"
)
NOW = datetime(2026, 9, 14, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def link(**values: Any) -> Link:
    return actions.make_link(
        **{"purpose": "answer", "ref": uuid4(), "expires_at": NOW + DAY, "at": NOW} | values
    )


def message(**values: Any) -> Message:
    return actions.send(**{"notice": ANSWER, "at": NOW, "by": None, "to_email": "kelly@example.org"} | values)


@pytest.fixture
def administrator() -> Practitioner:
    return practitioner(Role.SYSTEM_ADMINISTRATOR)


# Links


def test_a_token_leads_to_its_link() -> None:
    made = link()

    assert list(Link.objects.of_token(made.token)) == [made]
    assert made.token not in str(Link.objects.values_list())


@pytest.mark.parametrize(
    "change",
    [lambda token: token + "x", lambda token: "x" + token, lambda token: str(uuid4()), lambda token: ""],
)
def test_a_forged_token_leads_nowhere(change: Any) -> None:
    assert not Link.objects.of_token(change(link().token)).exists()


def test_a_signature_over_something_else_leads_nowhere() -> None:
    from baton.notices.models.link import _SIGNER

    assert not Link.objects.of_token(_SIGNER.sign("not an id")).exists()


def test_a_link_works_until_it_expires_or_is_ended() -> None:
    made, other = link(), link()

    actions.end_links(purpose="answer", ref=other.ref, at=NOW + timedelta(hours=1))

    assert set(Link.objects.open_at(NOW)) == {made, other}
    assert list(Link.objects.open_at(NOW + timedelta(hours=2))) == [made]
    assert not Link.objects.open_at(NOW + DAY).exists()


def test_the_first_opening_is_noted() -> None:
    made = link()

    actions.open_link(link=made, at=NOW + timedelta(hours=1))
    again = actions.open_link(link=made, at=NOW + timedelta(hours=2))

    assert again.used_at == NOW + timedelta(hours=1)
    assert Event.objects.filter(kind=events.LINK_OPENED).count() == 1


# Sending


def test_a_message_waits_for_the_background() -> None:
    written = message(link=link())

    assert written.status == Message.Status.QUEUED
    assert jobs.waiting("notices.deliver") == [{"message_id": str(written.pk)}]
    assert Event.objects.get(subject_id=written.pk).kind == events.QUEUED


def test_a_message_without_an_address_is_refused() -> None:
    with pytest.raises(actions.NoAddress):
        message(to_email="")


def test_an_account_is_written_to_at_its_own_address() -> None:
    teacher = practitioner()

    written = message(to_practitioner=teacher, to_email="other@example.org", path="/x/")

    assert (written.to_email, written.to_practitioner) == (teacher.email, teacher)


def test_what_is_sent_holds_the_link_and_what_is_kept_does_not(settings: Any) -> None:
    settings.BATON_SITE_URL = "https://help.example.org"
    made = link()
    written = message(link=made)

    tasks.deliver(message_id=str(written.pk))

    (sent,) = mail.outbox
    address = f"https://help.example.org{reverse('link_open', args=[made.token])}"
    assert address in sent.body
    assert sent.to == ["kelly@example.org"]
    assert made.token not in written.body
    assert Message.objects.get().status == Message.Status.SENT


def test_a_message_leads_to_a_page_or_to_the_front(settings: Any) -> None:
    settings.BATON_SITE_URL = "https://help.example.org/"

    assert address_of(message(path="/enquiries/x/")) == "https://help.example.org/enquiries/x/"
    assert address_of(message()) == "https://help.example.org/"


def test_a_message_is_sent_once() -> None:
    written = message()

    for _ in range(2):
        tasks.deliver(message_id=str(written.pk))

    assert len(mail.outbox) == 1


@pytest.mark.parametrize("deed", ["send", "open", "end"])
def test_nothing_is_saved_without_its_event(deed: str) -> None:
    made = link()
    deeds = {
        "send": message,
        "open": lambda: actions.open_link(link=made, at=NOW),
        "end": lambda: actions.end_links(purpose="answer", ref=made.ref, at=NOW),
    }

    with broken_journal(), pytest.raises(JournalBroken):
        deeds[deed]()

    assert not Message.objects.exists()
    assert Link.objects.filter(used_at=None, ended_at=None).count() == 1


# The list


def test_the_list_shows_what_went_out_and_no_link(administrator: Practitioner) -> None:
    message(link=link())

    page = text(Browser(administrator).get("message_index"))

    assert "kelly@example.org" not in page, "that a parent was written to is about a family"
    assert "Somebody without an account" in page
    assert "Waiting to be sent" in page
    assert "/link/" not in page


def test_a_demonstration_shows_what_it_says(administrator: Practitioner) -> None:
    installation.mark(installation.Kind.DEMONSTRATION, at=NOW)
    made = link()
    message(link=made)

    assert reverse("link_open", args=[made.token]) in text(Browser(administrator).get("message_index"))


def test_the_list_is_narrowed(administrator: Practitioner) -> None:
    written = message()
    tasks.deliver(message_id=str(written.pk))

    assert "No message matches." in text(Browser(administrator).get("message_index", status="failed"))
    assert "Sent" in text(Browser(administrator).get("message_index", status="sent"))
    assert "kelly@example.org" in text(
        Browser(practitioner(Role.HUB_MANAGER)).get("message_index", status="sent")
    )


def test_a_colleagues_address_shows_to_a_system_administrator(administrator: Practitioner) -> None:
    colleague = practitioner(email="lee@example.org")
    message(to_practitioner=colleague)

    assert "lee@example.org" in text(Browser(administrator).get("message_index"))


def test_the_list_takes_few_queries(administrator: Practitioner, django_assert_max_num_queries: Any) -> None:
    for _ in range(30):
        message(link=link())
    browser = Browser(administrator)

    with django_assert_max_num_queries(15):
        browser.get("message_index", size="100")


@pytest.mark.parametrize("role", list(Role))
def test_who_may_see_the_list(role: Role) -> None:
    assert can_see_messages(practitioner(role)) is (role in {Role.SYSTEM_ADMINISTRATOR, Role.HUB_MANAGER})


def test_others_do_not_see_it() -> None:
    assert Browser(practitioner()).get("message_index").status_code == 403


# Where mail goes


def test_without_an_address_mail_becomes_files() -> None:
    given = mail_settings("", Path("/outbox"))

    assert given["EMAIL_FILE_PATH"] == "/outbox"
    assert given["EMAIL_BACKEND"].endswith("filebased.EmailBackend")


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+tls://mail.example.org", 587, True, False),
        ("smtps://u%40x:p%2Fw@mail.example.org:2465", 2465, False, True),
    ],
)
def test_an_address_names_a_server(url: str, port: int, tls: bool, ssl: bool) -> None:
    given = mail_settings(url, Path("/outbox"))

    assert (given["EMAIL_HOST"], given["EMAIL_PORT"]) == ("mail.example.org", port)
    assert (given["EMAIL_USE_TLS"], given["EMAIL_USE_SSL"]) == (tls, ssl)
    if "@" in url:
        assert (given["EMAIL_HOST_USER"], given["EMAIL_HOST_PASSWORD"]) == ("u@x", "p/w")


@pytest.mark.parametrize("url", ["http://mail.example.org", "smtp://", "nonsense"])
def test_a_wrong_address_says_how_to_write_it(url: str) -> None:
    with pytest.raises(BadMailAddress, match="smtp"):
        mail_settings(url, Path("/outbox"))

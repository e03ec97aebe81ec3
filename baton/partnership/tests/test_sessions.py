"""Where one is signed in: seen, and ended there, by oneself, by the system administrator, and by leaving."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baton import journal
from baton.journal.models import Event
from baton.partnership import tasks
from baton.partnership.actions import practitioner as actions
from baton.partnership.actions.session import end_all_sessions, end_sessions
from baton.partnership.models import Practitioner
from baton.partnership.rules.roles import Role
from baton.partnership.session import sessions_in_force
from baton.partnership.session_store import ENDS
from baton.partnership.tests import factories
from baton.partnership.tests.test_sign_in import PASSWORD, code, sign_in
from tests.browsing import Browser, sign_in_afresh, text

WINDOWS, IPHONE = factories.WINDOWS, "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Safari/604.1"
INDEX, OTHERS = reverse("session_index"), reverse("session_end_others")
TIME = reverse("account_sign_in_time")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def ada() -> Practitioner:
    person = factories.practitioner(email="ada@example.org", name="Ada Byron")
    person.set_password(PASSWORD)
    person.save()
    return person


def on(device: str) -> Client:
    client = Client(headers={"user-agent": device})
    sign_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get(INDEX).status_code == 200


def test_each_device_is_listed_and_this_one_marked(ada: Practitioner) -> None:
    here, _ = on(WINDOWS), on(IPHONE)

    page = text(here.get(INDEX))

    assert "Chrome on Windows (this one)" in page
    assert "Safari on an iPhone Sign out" in page


def test_a_single_sign_in_offers_nothing_to_end(ada: Practitioner) -> None:
    page = text(on(WINDOWS).get(INDEX))

    assert "signed in nowhere else" in page
    assert "everywhere else" not in page


@pytest.mark.parametrize("way", ["account_reauthenticate", "mfa_reauthenticate"])
def test_a_fresh_sign_in_takes_a_new_key_and_ends_the_old_one(ada: Practitioner, way: str) -> None:
    client, secret = on(WINDOWS), generate_totp_secret()
    TOTP.activate(ada, secret)
    listed, ends = UserSession.objects.get(), client.session[ENDS]
    stolen = Client()
    stolen.cookies = client.cookies.copy()
    wrong, right = {"password": "wrong", "code": "000000"}, {"password": PASSWORD, "code": code(secret)}
    client.post(reverse(way), wrong)
    assert client.session.session_key == listed.session_key

    client.post(reverse(way), right)

    assert client.session.session_key != listed.session_key
    assert is_in(client)
    assert not is_in(stolen)
    now = UserSession.objects.get()
    assert (now.pk, now.session_key) == (listed.pk, client.session.session_key)
    assert client.session[ENDS] == ends


def test_a_sign_in_ends_when_it_was_to_end_whatever_is_saved_meanwhile(ada: Practitioner) -> None:
    with time_machine.travel(timezone.now().replace(microsecond=0), tick=False) as clock:
        client = on(WINDOWS)
        ends = timezone.now() + timedelta(hours=12)
        for _ in range(23):
            clock.shift(timedelta(minutes=30))
            session = client.session
            session["touched"] = session.get("touched", 0) + 1
            session.save()
            assert is_in(client)
        assert Session.objects.get(pk=client.session.session_key).expire_date == ends
        clock.shift(timedelta(minutes=30))
        assert not is_in(client)


def used_for(client: Client, clock: Any, hours: int) -> None:
    for _ in range(2 * hours):
        clock.shift(timedelta(minutes=30))
        assert is_in(client)


def test_a_sign_in_prolonged_lasts_an_hour_from_then(ada: Practitioner) -> None:
    with time_machine.travel(timezone.now().replace(microsecond=0), tick=False) as clock:
        client = on(WINDOWS)
        used_for(client, clock, 11)
        clock.shift(timedelta(minutes=30))

        assert client.post(TIME).json()["seconds"] == 3600

        clock.shift(timedelta(minutes=59))
        assert is_in(client)
        clock.shift(timedelta(minutes=1))
        assert not is_in(client)


def test_a_sign_in_left_alone_ends_after_an_hour(ada: Practitioner) -> None:
    with time_machine.travel(timezone.now().replace(microsecond=0), tick=False) as clock:
        client = on(WINDOWS)
        used_for(client, clock, 3)

        clock.shift(timedelta(minutes=59, seconds=59))
        assert sessions_in_force(ada, at=timezone.now())
        clock.shift(timedelta(seconds=1))

        assert not sessions_in_force(ada, at=timezone.now())
        assert not is_in(client)


def test_asking_how_long_it_lasts_is_no_use_of_it(ada: Practitioner) -> None:
    with time_machine.travel(timezone.now().replace(microsecond=0), tick=False) as clock:
        client = on(WINDOWS)
        for minutes in (30, 15, 10):
            clock.shift(timedelta(minutes=minutes))
            left = client.get(TIME).json()["seconds"]
        assert left == 300

        clock.shift(timedelta(minutes=5))

        assert not is_in(client)


def test_a_use_within_the_minute_is_told_as_it_is_noted(ada: Practitioner) -> None:
    with time_machine.travel(timezone.now().replace(microsecond=0), tick=False) as clock:
        client = on(WINDOWS)
        clock.shift(timedelta(seconds=59))
        assert 'data-session-left="3541"' in client.get(INDEX).content.decode()
        clock.shift(timedelta(seconds=1))
        assert 'data-session-left="3600"' in client.get(INDEX).content.decode()


def test_noting_a_use_overwrites_nothing_that_another_window_kept(ada: Practitioner) -> None:
    with time_machine.travel(timezone.now().replace(microsecond=0), tick=False) as clock:
        client = on(WINDOWS)
        clock.shift(timedelta(minutes=10))
        before = Session.objects.get(pk=client.session.session_key)

        assert is_in(client)

        after = Session.objects.get(pk=client.session.session_key)
        assert after.session_data == before.session_data
        assert after.expire_date == timezone.now() + timedelta(hours=1)


def test_what_was_used_is_noted_once_a_minute(ada: Practitioner) -> None:
    now = timezone.now().replace(microsecond=0)
    with time_machine.travel(now, tick=False) as clock:
        client = on(WINDOWS)
        clock.shift(timedelta(seconds=30))
        client.get(INDEX)
        assert UserSession.objects.get().last_seen_at == now
        clock.shift(timedelta(seconds=31))
        client.get(INDEX)

    assert UserSession.objects.get().last_seen_at == now + timedelta(seconds=61)


def test_another_device_is_signed_out_after_a_fresh_sign_in_and_a_question(ada: Practitioner) -> None:
    here, there, third = on(WINDOWS), on(IPHONE), on("Firefox/1")
    address = reverse("session_end", args=[UserSession.objects.get(user_agent=IPHONE).pk])

    assert here.get(address).url == f"{reverse('account_reauthenticate')}?next={address.replace('/', '%2F')}"
    sign_in_afresh(here, ada)
    assert "Sign out on Safari on an iPhone?" in text(here.get(address))
    page = text(here.post(address, follow=True))

    assert "You are signed out there." in page
    assert [is_in(each) for each in (here, there, third)] == [True, False, True]
    assert Event.objects.get(kind="partnership.sessions_ended").data == {"count": 1}
    assert here.get(address).status_code == 404


def test_all_others_are_signed_out_at_once(ada: Practitioner) -> None:
    here, there, third = on(WINDOWS), on(IPHONE), on("Firefox/1")

    assert here.post(OTHERS).url.startswith(reverse("account_reauthenticate"))
    sign_in_afresh(here, ada)
    assert "Sign out everywhere else?" in text(here.get(OTHERS))
    here.post(OTHERS)

    assert [is_in(each) for each in (here, there, third)] == [True, False, False]


def test_nobody_ends_a_sign_in_of_somebody_else(ada: Practitioner) -> None:
    strangers = factories.session(factories.practitioner())
    here = on(WINDOWS)
    sign_in_afresh(here, ada)

    assert here.post(reverse("session_end", args=[strangers.pk])).status_code == 404
    with pytest.raises(ValueError, match="somebody else"):
        end_sessions(practitioner=ada, sessions=[strangers], by=ada, at=timezone.now())

    assert Session.objects.filter(session_key=strangers.session_key).exists()


def test_a_new_password_leaves_this_sign_in_alone_on_the_list(ada: Practitioner) -> None:
    here, there = on(WINDOWS), on(IPHONE)
    new = {"oldpassword": PASSWORD, "password1": "nine wet umbrellas", "password2": "nine wet umbrellas"}

    here.post(reverse("account_change_password"), new)

    assert [is_in(each) for each in (here, there)] == [True, False]
    assert "Chrome on Windows (this one)" in text(here.get(INDEX))
    assert "iPhone" not in text(here.get(INDEX))


def test_who_leaves_is_out_everywhere_and_the_administrator_sees_it(ada: Practitioner) -> None:
    devices = [on(WINDOWS), on(IPHONE)]
    admin = Browser(factories.practitioner(Role.SYSTEM_ADMINISTRATOR))
    assert "Safari on an iPhone, last seen" in text(admin.get("practitioner_page", ada.pk))

    actions.leave(practitioner=ada, by=None, at=datetime.now(UTC))

    assert [is_in(each) for each in devices] == [False, False]
    assert not UserSession.objects.filter(user=ada).exists()
    assert "Signed in now" not in text(admin.get("practitioner_page", ada.pk))
    assert sessions_in_force(Practitioner.objects.get(pk=ada.pk), at=timezone.now()) == []


def test_the_administrator_signs_somebody_out_whose_device_is_lost(ada: Practitioner) -> None:
    lost = on(IPHONE)
    keeper = factories.practitioner(Role.SYSTEM_ADMINISTRATOR)
    admin = Browser(keeper)
    sign_in_afresh(admin.client, keeper)

    assert "Safari on an iPhone" in text(admin.get("practitioner_sign_out", ada.pk))
    sent = admin.post("practitioner_sign_out", ada.pk)

    assert sent.url == reverse("practitioner_page", args=[ada.pk])
    assert not is_in(lost)
    assert "signed in nowhere that we know of" in text(admin.get("practitioner_sign_out", ada.pk))


def test_the_list_takes_few_queries(ada: Practitioner, django_assert_max_num_queries: Any) -> None:
    here = on(WINDOWS)
    for _ in range(10):
        factories.session(ada)

    with django_assert_max_num_queries(12):
        here.get(INDEX)


def test_at_night_what_is_over_is_forgotten(ada: Practitioner) -> None:
    over, running = factories.session(ada), factories.session(ada)
    Session.objects.filter(session_key=over.session_key).update(expire_date=timezone.now())

    tasks.clear()

    assert list(UserSession.objects.all()) == [running]


def test_nothing_ends_when_the_event_cannot_be_written(
    ada: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the journal is full")

    factories.session(ada)
    monkeypatch.setattr(journal, "record", broken)

    with pytest.raises(RuntimeError):
        end_all_sessions(practitioner=ada, by=ada, at=timezone.now())

    assert len(sessions_in_force(ada, at=timezone.now())) == 1

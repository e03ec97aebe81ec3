"""Processes are killed while people write: what was acknowledged is there, whole and once, and the pages come back.

Each writer is a screener at an enquiry of their own, who adds a note or asks an agency what it knows (a request, a link,
a message and a job to send it, in one deed). Where no answer comes, or one that is no success, they send the same form
again, as somebody does who presses the button once more. Beside it, in turn: a web worker, the job worker, a session of
the database, and the whole database server are killed with -9. The baseline is the same writing without a kill.
"""

from __future__ import annotations

import http.client
import itertools
import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import uuid4

from django.db import connection, connections
from procrastinate.exceptions import AlreadyEnqueued

from bench.crew import CSRF, Crew, cookies_of, kill, place, working
from bench.measure import Measure
from config.run.databases import point_django_at

if TYPE_CHECKING:
    from baton.frontdoor.models import Enquiry

KINDS = ("web worker", "job worker", "database session", "database server")
KILLS = int(os.environ.get("BATON_BENCH_KILLS", "200"))
WRITERS = 6
BACK_WITHIN = 120.0
SENT_WITHIN = 180.0
SILENT_FOR = 15.0
"""Seconds without a sign of life after which the worker of a job is dead here: it gives one every ten."""
REST = 0.5
QUIET_FOR = 60.0


@dataclass
class Load:
    """What the writers did: what was acknowledged, and when."""

    notes: set[str] = field(default_factory=set)
    requests: set[str] = field(default_factory=set)
    moments: list[tuple[float, float]] = field(default_factory=list)
    again: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def back_after(self, moment: float) -> float:
        """Return the seconds until something was acknowledged that was first sent after a moment."""
        end = time.monotonic() + BACK_WITHIN
        while time.monotonic() < end:
            done = [ended for begun, ended in list(self.moments) if begun > moment]
            if done:
                return min(done) - moment
            time.sleep(0.02)
        raise TimeoutError(f"Nothing could be written for {BACK_WITHIN:.0f} seconds after a kill")


@dataclass
class Writer:
    """Somebody who writes through the pages, and presses the button again where it did not work."""

    crew: Crew
    cookie: str
    notes_at: str
    asks_at: str
    person: str

    def note(self, word: str) -> dict[str, str]:
        """Return the form of a note."""
        return {"note-source": "School", "note-text": word}

    def request(self, word: str) -> dict[str, str]:
        """Return the form that asks an agency."""
        return {
            "about": self.person,
            "purpose": "safeguarding",
            "questions": "other",
            "other": "What do you know?",
            "recipients-count": "1",
            "recipients-0-email": f"{word}@example.org",
        }

    def write(self, load: Load) -> None:
        """Write until it is over."""
        for number in itertools.count():
            if load.over.is_set():
                return
            word, asks = uuid4().hex, number % 4 == 3
            path = self.asks_at if asks else self.notes_at
            form = self.request(word) if asks else self.note(word)
            token = "submission_token" if asks else "note-submission_token"
            begun = time.monotonic()
            while not self.sent(path, form | {token: word}):
                load.again += 1
                time.sleep(0.05)
            load.moments.append((begun, time.monotonic()))
            (load.requests if asks else load.notes).add(word)

    def sent(self, path: str, form: dict[str, str]) -> bool:
        """Send a form, and tell whether it was acknowledged. Raises where the answer is a refusal."""
        connection = http.client.HTTPConnection("127.0.0.1", self.crew.port, timeout=20)
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request("POST", path, urlencode(form | {"csrfmiddlewaretoken": CSRF}), headers)
            answer = connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        if 400 <= answer.status < 500:
            raise AssertionError(f"{path} was refused with {answer.status}: {said[-500:]!r}")
        return answer.status == 302 and "sign-in" not in (answer.getheader("Location") or "")


@dataclass(frozen=True)
class Killed:
    """What came of the writing through kills, for how long it went on, and of as much writing without one."""

    load: Load
    passed: float
    back: dict[str, list[float]]
    quiet: Load
    quiet_for: float
    found: Found


def run() -> Iterator[Measure]:
    """Kill as often as asked, and count what came of it."""
    came = killed(KILLS, quiet_for=QUIET_FOR)
    for measure, value in (
        ("acknowledged writes", len(came.load.moments)),
        ("… of them lost", len(came.found.lost)),
        ("… there by half", came.found.halves),
        ("… there twice", came.found.doubles),
        ("messages not sent in the end", came.found.unsent),
        ("messages of which nobody knows whether they went", came.found.unclear),
    ):
        yield Measure("chaos", measure, value, "of them", KILLS)
    rate, quiet = len(came.load.moments) / came.passed, len(came.quiet.moments) / came.quiet_for
    yield Measure("chaos", "writes a second", rate, "writes", KILLS, quiet, "without kills")
    for kind in KINDS:
        if times := sorted(came.back[kind]):
            yield Measure("chaos", f"back after the {kind}, median", times[len(times) // 2], "s", len(times))
            yield Measure("chaos", f"back after the {kind}, longest", times[-1], "s", len(times))


def killed(kills: int, *, quiet_for: float = 0.0) -> Killed:
    """Let the writers write through so many kills, then for so many seconds without one, and look what is there."""
    with place() as folder, working(folder) as crew:
        writers = _writers(crew)
        began = time.monotonic()
        load, back = _writing(crew, writers, kills)
        passed = time.monotonic() - began
        quiet, _ = _writing(crew, writers, 0, seconds=quiet_for) if quiet_for else (Load(), {})
        found = Found(load, quiet)
        found.look(crew)
    return Killed(load, passed, back, quiet, quiet_for, found)


def _writing(
    crew: Crew, writers: list[Writer], kills: int, seconds: float = 0.0
) -> tuple[Load, dict[str, list[float]]]:
    load, back, met = Load(), {kind: list[float]() for kind in KINDS}, list[BaseException]()

    def write(writer: Writer) -> None:
        try:
            writer.write(load)
        except BaseException as fault:
            met.append(fault)
            load.over.set()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        load.back_after(time.monotonic())
        for number in range(kills):
            _kill_one(crew, load, back, KINDS[number % len(KINDS)])
        time.sleep(seconds)
    finally:
        load.over.set()
        for thread in threads:
            thread.join()
    if met:
        raise met[0]
    return load, back


def _kill_one(crew: Crew, load: Load, back: dict[str, list[float]], kind: str) -> None:
    time.sleep(random.uniform(0, REST))
    end = time.monotonic() + BACK_WITHIN
    while (number := crew.victim(kind)) is None:
        if time.monotonic() > end:
            raise TimeoutError(f"There was no {kind} to kill")
        time.sleep(0.05)
    back[kind].append(load.back_after(kill(number)))


@dataclass
class Found:
    """What stands in the database when all is over."""

    load: Load
    quiet: Load
    lost: set[str] = field(default_factory=set)
    halves: int = 0
    doubles: int = 0
    unsent: int = 0
    unclear: int = 0

    def look(self, crew: Crew) -> None:
        """Compare what was acknowledged with what is there; wait until the jobs are done."""
        from baton.frontdoor import events
        from baton.frontdoor.models import InformationNote, InformationRequest
        from baton.journal.models import Event
        from baton.notices.models import Link, Message

        point_django_at(crew.databases)
        self._wait_for_jobs()
        notes = list(InformationNote.objects.values_list("pk", "text"))
        asked = {
            pk: mail.split("@")[0] for pk, mail in InformationRequest.objects.values_list("pk", "to_email")
        }
        words = [text for _, text in notes] + list(asked.values())
        acknowledged = self.load.notes | self.load.requests | self.quiet.notes | self.quiet.requests
        self.lost = acknowledged - set(words)
        self.doubles = len(words) - len(set(words))
        told = Event.objects.filter(kind=events.NOTED).values_list("data__note", flat=True)
        self.halves = len({str(pk) for pk, _ in notes} ^ set(map(str, told)))
        wrote = Message.objects.values_list("to_email", flat=True)
        self.halves += len(set(asked.values()) ^ {mail.split("@")[0] for mail in wrote})
        self.halves += len(set(asked) ^ set(Link.objects.values_list("ref", flat=True)))
        self.unsent = _unsent()
        self.unclear = Message.objects.filter(status=Message.Status.UNKNOWN).count()

    def _wait_for_jobs(self) -> None:
        end = time.monotonic() + SENT_WITHIN
        while time.monotonic() < end and _unsent():
            _hurry()
            time.sleep(1)


def _hurry() -> None:
    """Bring forward what waits: a failed try for the next, the jobs of a silent worker for being taken up again."""
    from baton.core import dates, jobs
    from baton.notices.models import Message

    now = dates.now()
    Message.objects.filter(status=Message.Status.QUEUED, tries__gt=0, send_at__gt=now).update(send_at=now)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = now()"
            " WHERE status = 'todo' AND scheduled_at > now() AND task_name = 'notices.deliver'"
        )
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - make_interval(secs => %s)"
            " WHERE last_heartbeat < now() - make_interval(secs => %s)",
            [jobs.STALLED_AFTER, SILENT_FOR],
        )
    with suppress(AlreadyEnqueued):
        jobs.enqueue("core.retry_stalled", timestamp=0)


def _unsent() -> int:
    """Count the messages that should have gone out: not those that wait for the end of the quiet hours."""
    from baton.core import dates
    from baton.notices.models import Message

    settled = (Message.Status.SENT, Message.Status.UNKNOWN)
    waits = Message.objects.filter(status=Message.Status.QUEUED, tries=0, send_at__gt=dates.now())
    return Message.objects.exclude(status__in=settled).exclude(pk__in=waits.values("pk")).count()


def _writers(crew: Crew) -> list[Writer]:
    from django.urls import reverse

    from bench.editors import made_enquiry, made_screener

    point_django_at(crew.databases)
    made = []
    for number in range(WRITERS):
        who, enquiry = made_screener(number), made_enquiry()
        notes_at, asks_at = (
            reverse(name, args=[enquiry.pk]) for name in ("enquiry_note", "information_request_new")
        )
        made.append(Writer(crew, cookies_of(who), notes_at, asks_at, _first_person(enquiry)))
    connections.close_all()
    return made


def _first_person(enquiry: Enquiry) -> str:
    person = enquiry.people.first()
    assert person is not None
    return str(person.pk)

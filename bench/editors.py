"""Eight people write into one form at once, a hundred saves each: how many of their words are lost.

Each save adds a word to what the form showed when it was opened, through the page itself and on a connection of its own.
Who is told that somebody was faster reads both texts on that page, adds their word to the other's text and saves again.
The baseline sends the same saves as if there were no guard: each with whatever version is current when it is sent.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import connection

from bench.crew import BACKEND
from bench.measure import Measure

if TYPE_CHECKING:
    from baton.frontdoor.models import Enquiry
    from baton.partnership.models import Practitioner

EDITORS, SAVES = 8, 100
NOW = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)
WORD = re.compile(r"\bw\d+x\d+\b")
VERSION = re.compile(r'name="checks-expected_version" value="(\d+)"')
TYPED = re.compile(r'<textarea[^>]*name="checks-social_care_note"[^>]*>(.*?)</textarea>', re.DOTALL)
THEIRS = re.compile(r'id="both-texts".*?Saved now, by them</h4>(.*?)</div>', re.DOTALL)
MOST_TRIES = 500
"""Times that somebody is told before they are counted as defeated: a hundred times more than ever seen."""


@dataclass
class Written:
    """What came of it: the words that were saved, those of them that are lost, and how often somebody was told."""

    saved: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    told: int = 0
    seconds: float = 0.0


def run() -> Iterator[Measure]:
    """Let them write with the guard, and without."""
    size = EDITORS * SAVES
    guarded, unguarded = together(EDITORS, SAVES), together(EDITORS, SAVES, guarded=False)
    names = ("editors", "words lost of those saved", "words", size)
    yield _measure(names, len(guarded.lost), len(unguarded.lost), "without the guard")
    names = ("editors", "time of one save, reading and bringing together included", "ms", size)
    yield _measure(names, guarded.seconds / size * 1000, unguarded.seconds / size * 1000, "without the guard")
    yield Measure("editors", "shown both texts", guarded.told, "times", size)


def _measure(names: tuple[str, str, str, int], value: float, baseline: float, of: str) -> Measure:
    bench, measure, unit, size = names
    return Measure(bench, measure, float(value), unit, size, float(baseline), of)


def together(editors: int, saves: int, *, guarded: bool = True, rest: float = 0.0) -> Written:
    """Let `editors` people save `saves` words each into one note of one checklist, all at the same time.

    Between two saves each rests for up to `rest` seconds: without it, most of the time goes into being told. Needs
    committed rows: a database of its own. Raises what any of them met.
    """
    from baton.frontdoor.models import Check

    people = [made_screener(number) for number in range(editors)]
    enquiry, written, met = made_enquiry(), Written(), list[BaseException]()

    def edit(number: int) -> None:
        try:
            one = Editor(people[number], enquiry, guarded=guarded)
            for save in range(saves):
                one.add(f"w{number}x{save}", written)
                time.sleep(random.uniform(0, rest))
        except BaseException as fault:
            met.append(fault)
        finally:
            connection.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=edit, args=(number,)) for number in range(editors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if met:
        raise met[0]
    written.seconds = time.perf_counter() - began
    note = Check.objects.get(enquiry=enquiry, kind="social_care").note
    written.lost = written.saved - set(WORD.findall(note))
    return written


class Editor:
    """Somebody at the page of an enquiry, who writes into the note of one question."""

    def __init__(self, who: Practitioner, enquiry: Enquiry, *, guarded: bool) -> None:
        from django.test import Client
        from django.urls import reverse

        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(who, backend=BACKEND)
        self.enquiry, self.guarded = enquiry, guarded
        self.page = reverse("enquiry_page", args=[enquiry.pk])
        self.form = reverse("enquiry_checks", args=[enquiry.pk])

    def add(self, word: str, written: Written) -> None:
        """Add a word to what stands there, and be told as often as it takes."""
        shown = self.client.get(self.page).content.decode()
        known, version = _words(TYPED, shown), _version(shown)
        for _ in range(MOST_TRIES):
            answer = self._send([*known, word], version if self.guarded else self._version_now())
            if answer.status_code == 302:
                written.saved.add(word)
                return
            assert answer.status_code == 409, answer.status_code
            written.told += 1
            shown = answer.content.decode()
            known, version = _words(THEIRS, shown), _version(shown)
        raise AssertionError(f"{word} could not be saved: told {MOST_TRIES} times")

    def _send(self, words: list[str], version: str) -> Any:
        return self.client.post(
            self.form,
            {
                "checks-submission_token": str(uuid4()),
                "checks-expected_version": version,
                "checks-social_care": "found",
                "checks-social_care_note": " ".join(words),
            },
        )

    def _version_now(self) -> str:
        from baton.frontdoor.models import Check

        return str(Check.version_of(Check.objects.filter(enquiry=self.enquiry)))


def _words(part: re.Pattern[str], page: str) -> list[str]:
    found = part.search(page)
    return WORD.findall(found[1]) if found else []


def _version(page: str) -> str:
    found = VERSION.search(page)
    assert found, "the page carries no version"
    return found[1]


def made_screener(number: int) -> Practitioner:
    from baton.partnership.models import Membership, Organisation, Practitioner
    from baton.partnership.rules.roles import Role

    hub, _ = Organisation.objects.get_or_create(
        code="editors", defaults={"name": "Front door", "agency_type": "local_authority"}
    )
    made, _ = Practitioner.objects.get_or_create(
        email=f"editor{number}@example.org",
        defaults={"name": f"Editor {number}", "declared_at": datetime.now(UTC)},
    )
    roles = [Role.HUB_SCREENER.value]
    Membership.objects.get_or_create(
        practitioner=made, organisation=hub, defaults={"roles": roles, "starts_on": date(2020, 1, 1)}
    )
    return made


def made_enquiry() -> Enquiry:
    from baton.frontdoor.actions.receipt import receive
    from baton.frontdoor.actions.values import Enquirer, NewEnquiry, NewPerson, Said
    from baton.frontdoor.rules.enquiry import Channel, PersonRole

    child = NewPerson(role=PersonRole.CHILD, given_names="Ava", family_name="Sample")
    said = Said(worries="She has not been to school for three weeks.")
    new = NewEnquiry(received_at=NOW, channel=Channel.PHONE, enquirer=Enquirer(), said=said, people=(child,))
    return receive(new=new, by=None, at=NOW)

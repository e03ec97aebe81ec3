"""One page after the other, each as somebody who may open it: accessible on a desk and on a telephone."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from baton.partnership.models import Practitioner
from tests.journeys.scenes.scene import Look
from tests.journeys.support.accessible import bring_checkers, check_accessible, check_at_320
from tests.journeys.support.browser import DESKTOP, PHONE
from tests.journeys.support.sending import send
from tests.journeys.support.sign_in import searched, sign_in
from tests.journeys.support.typing import send_all, show_refused

SHOTS = os.environ.get("BATON_SHOTS", "")


@dataclass
class Sweep:
    """Walks through pages in one browser, and keeps what it finds."""

    page: Page
    site: str
    who: Practitioner | str | None = "nobody yet"
    findings: list[str] = field(default_factory=list)
    refusing: set[str] = field(default_factory=set)
    forms: int = 0

    def walk(self, looks: Iterable[Look]) -> None:
        """Look at each page, those of one person after the other."""
        bring_checkers(self.page.context)
        for look in sorted(looks, key=lambda look: str(look.who and look.who.pk)):
            self.look(look)

    def look(self, look: Look) -> None:
        """Open the page; check it as it stands, then its forms."""
        if look.who != self.who:
            self.page.context.clear_cookies()
            if look.who is not None:
                sign_in(self.page, self.site, look.who)
            self.who = look.who
        query = searched(self.page, look.typed) if look.typed else ""
        answer = self.page.goto(self.site + look.url + query)
        assert answer is not None
        if answer.status != look.status or not self.page.url.startswith(self.site + look.url.split("?")[0]):
            self.findings.append(
                f"{look.label}: {answer.status} at {self.page.url}, not {look.status} at {look.url}"
            )
            return
        for label, words in look.fill:
            field = self.page.get_by_label(label)
            is_select = field.evaluate("field => field.tagName") == "SELECT"
            field.select_option(label=words) if is_select else field.fill(words)
        if look.press:
            send(self.page, self.page.get_by_role("button", name=look.press))
        self._picture(look)
        self._check(look.label, check_accessible)
        self._check(look.label, check_at_320)
        if not look.press:
            self._send(look)

    def _picture(self, look: Look) -> None:
        """Keep what the page looks like, where `BATON_SHOTS` names a folder for it."""
        if SHOTS:
            at_desk = self.page.viewport_size or DESKTOP
            for size in (at_desk, PHONE):
                self.page.set_viewport_size(size)
                name = f"{look.label.replace('’', '')}-{size['width']}.png".replace(" ", "-")
                self.page.screenshot(path=Path(SHOTS) / name, full_page=True)
            self.page.set_viewport_size(at_desk)

    def _send(self, look: Look) -> None:
        for how in ("wrong", "empty"):
            sent = send_all(self.page, how)
            self.forms += sent.refused
            self.findings += [f"{look.label}: {fault}" for fault in sent.faults]
        if sent.refused and look.name not in self.refusing:
            self.refusing.add(look.name)
            show_refused(self.page)
            self._check(f"{look.label}, sent empty", check_at_320)

    def _check(self, label: str, check: Callable[[Page], None]) -> None:
        try:
            check(self.page)
        except AssertionError as finding:
            self.findings.append(f"{label}: {finding}")

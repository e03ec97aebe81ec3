"""Everybody whose address the demonstration prints: what they find when they have signed in."""

import re
from datetime import datetime
from io import StringIO
from typing import Any

import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from baton.demo.loading.partners import PASSWORD
from baton.demo.loading.state import sign_ins
from baton.demo.rules.chance import LONDON
from baton.demo.rules.partners import DOMAIN, SPECIALIST, UNDECLARED

NOW = datetime(2026, 3, 19, 14, tzinfo=LONDON)
ENTRY = re.compile(r'<a class="govuk-service-navigation__link" href="([^"]+)"')
HAVE_WORK = {
    SPECIALIST,
    *(f"{name}@{DOMAIN}" for name in ("practitioner", "manager", "screener", "coordinator", "liaison")),
}


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


@time_machine.travel(NOW, tick=False)
def test_every_sign_in_opens_all_it_is_offered_and_finds_work(own_database: Any) -> None:
    call_command("load_demonstration", "--families=60", stdout=StringIO())
    failed, idle = [], []

    for _, address in sign_ins():
        visitor = Client()
        given = {"login": address, "password": PASSWORD}
        answer = visitor.post(reverse("account_login"), given, follow=True)
        if address == UNDECLARED:
            assert answer.request["PATH_INFO"] == reverse("declaration")
            answer = visitor.post(answer.redirect_chain[-1][0], {"people-count": "0"}, follow=True)
        page = answer.content.decode()
        if answer.status_code != 200 or not ENTRY.findall(page):
            failed.append((address, answer.redirect_chain, answer.status_code))
        if address in HAVE_WORK and not re.search(r'<a [^>]*href="/(?!enquiries/new)', main_of(page)):
            idle.append(address)
        for url in ENTRY.findall(page):
            code = visitor.get(url).status_code
            if code != 200:
                failed.append((address, url, code))

    assert (failed, idle) == ([], [])

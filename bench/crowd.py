"""The people whom `bench.pages` lets ask for pages; locust runs this file with a Python of its own, without Django.

`BATON_BENCH_CROWD` names a JSON file: for each person the cookies, and the pages they go to, each with its name, its
address and, where it is a search, what is typed there. What is answered in the first `BATON_BENCH_WARM` seconds is not
counted.
"""

import itertools
import json
import os
import random
from pathlib import Path

import gevent
from locust import HttpUser, between, events, task
from locust.env import Environment

PEOPLE = itertools.cycle(json.loads(Path(os.environ["BATON_BENCH_CROWD"]).read_text(encoding="utf-8")))


WARM = float(os.environ.get("BATON_BENCH_WARM", "0"))


@events.test_start.add_listener
def count_later(environment: Environment, **_: object) -> None:
    """Forget what was counted until the server is warm."""
    gevent.spawn_later(WARM, environment.stats.reset_all)


class Somebody(HttpUser):
    """Opens one of their pages after the other, reading five to fifteen seconds between two."""

    wait_time = between(5, 15)

    def on_start(self) -> None:
        """Become the next of the people."""
        self.me = next(PEOPLE)

    @task
    def open_page(self) -> None:
        """Open a page, or search on it."""
        page = random.choice(self.me["pages"])
        headers = {"Cookie": self.me["cookies"]}
        if typed := page.get("typed"):
            self.client.post(page["address"], data=typed, headers=headers, name=page["name"])
        else:
            self.client.get(page["address"], headers=headers, name=page["name"])

"""`load_demonstration`: the synthetic partnership, written once into a demonstration database."""

import sys
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from baton.core.bulk import without_collector
from baton.demo import mark
from baton.demo.loading import loader
from baton.demo.loading.partners import PASSWORD
from baton.demo.loading.state import loaded_on, sign_ins
from baton.demo.rules import figures
from baton.demo.rules.chance import at
from baton.demo.rules.story import SEED


class Command(BaseCommand):
    """Load the demonstration partnership and print one sign-in for each role."""

    help = "Load synthetic families, practitioners, enquiries and cases, dated relative to today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the number of families, the day and the seed."""
        parser.add_argument("--families", type=int, default=figures.FAMILIES, help="how many families, 3000")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day that counts as today, YYYY-MM-DD"
        )
        parser.add_argument("--seed", type=int, default=SEED, help="another seed tells another story")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, unless it is loaded; exit 2 on a database of real people."""
        if options["families"] < 1:
            raise CommandError("--families needs a number of 1 or more.", returncode=2)
        now = _now(options["today"])
        mark.claim(at=timezone.now())
        loaded = loaded_on()
        if loaded is None:
            _load(now, options["families"], options["seed"])
            loaded = timezone.localdate(now)
        self.stdout.write(_age(loaded, timezone.localdate()))
        self.stdout.write(_sign_ins())


def _now(today: date | None) -> datetime:
    now = timezone.localtime()
    return now if today is None or today == now.date() else at(today, 14)


def _load(now: datetime, families: int, seed: int) -> None:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Loading", total=len(loader.STEPS))

        def step(words: str) -> None:
            progress.update(task, description=f"Loading {words}", advance=1)

        with without_collector():
            loader.load(now=now, number=families, seed=seed, step=step)


def _age(loaded: date, today: date) -> str:
    days = (today - loaded).days
    if days == 0:
        return "Its people are as of today."
    if days < 0:
        return f"Its people are as of {loaded:%-d %B %Y}."
    old = "1 day" if days == 1 else f"{days} days"
    return f"Its people are {old} old (as of {loaded:%-d %B %Y}). `./run demo --fresh` makes them anew."


def _sign_ins() -> str:
    lines = [f"  {label:<34} {address}" for label, address in sign_ins()]
    return "\n".join(["", f"Sign in with the password {PASSWORD} as", *lines])
